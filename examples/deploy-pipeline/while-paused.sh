#!/usr/bin/env bash
# Runs a deploy while the recording is paused, and resumes the recording however the deploy ends.
#
# Usage: ./while-paused.sh COMMAND [ARGUMENT...]
# Exit code: the deploy's. If the recording can't be paused, the deploy isn't run and the code is that of pulumi.
# 75 if the deploy succeeded, but the recording can't be resumed.
set -u

hold() {
  RECORDING_STATE=$1 pulumi up --yes --skip-preview --non-interactive
}

resume() {
  for seconds in 0 2 5; do
    sleep "$seconds"
    hold recording && return
  done
  echo "The recording may still be paused. Resume it with: pulumi up --yes" >&2
  return 1
}

finish() {
  local code=$?
  # Whoever cancels the pipeline twice still wants the recording to go on.
  trap '' INT TERM
  resume || [ "$code" -ne 0 ] || code=75
  exit "$code"
}

deploy=
cancelled=
cancel() {
  cancelled=143
  [ -z "$deploy" ] || kill -TERM "$deploy" 2>/dev/null
}

# Also when pausing fails: the API may have paused the recording all the same.
trap finish EXIT
trap cancel INT TERM

hold paused || exit
[ -z "$cancelled" ] || exit "$cancelled"

# In the background, because Bash hears of a cancellation only while it waits.
"$@" &
deploy=$!
# It was cancelled before there was anything to end.
[ -z "$cancelled" ] || kill -TERM "$deploy" 2>/dev/null
wait "$deploy"
code=$?
while kill -0 "$deploy" 2>/dev/null; do
  wait "$deploy"
  code=$?
done
exit "$code"
