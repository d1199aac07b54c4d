#!/usr/bin/env bash
# Stands for your deploy.
echo "rebuilding the stage"
