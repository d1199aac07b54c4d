/** The explicit `Provider`: credentials and defaults for some resources of a program, for several accounts in one. */

import * as pulumi from "@pulumi/pulumi";

/** What a provider is given; what it isn't given comes from the environment, not from the stack's configuration. */
export interface ProviderArgs {
  /** Cloudflare API token with the permission Realtime or Realtime Admin; secret in the state. */
  apiToken?: pulumi.Input<string>;
  /** The account of resources that don't say theirs. */
  accountId?: pulumi.Input<string>;
  /** The app of resources that don't say theirs. */
  appId?: pulumi.Input<string>;
  /** The API's address. Default: `https://api.cloudflare.com/client/v4`. */
  baseUrl?: pulumi.Input<string>;
  /** The most requests of a preview, a refresh or an update in five minutes. Default: as many as the API's answers allow. */
  requestLimit?: pulumi.Input<number>;
  /** Whether previews and updates look at what goes on before they plan. Default: `true`. */
  liveCheck?: pulumi.Input<boolean>;
}

/**
 * Credentials for the resources that are given `{ provider }`. Each provider has a process and a request budget of its
 * own. Another token updates the provider and replaces nothing.
 */
export class Provider extends pulumi.ProviderResource {
  constructor(name: string, args: ProviderArgs = {}, opts?: pulumi.ResourceOptions) {
    const { apiToken, accountId, appId, baseUrl, requestLimit, liveCheck } = args;
    const props = {
      "realtimekit:apiToken": apiToken === undefined ? undefined : pulumi.secret(apiToken),
      "realtimekit:accountId": accountId,
      "realtimekit:appId": appId,
      "realtimekit:baseUrl": baseUrl,
      "realtimekit:requestLimit": requestLimit,
      "realtimekit:liveCheck": liveCheck,
    };
    super("pulumi-nodejs", name, props, opts);
  }
}
