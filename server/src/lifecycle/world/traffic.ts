/** What clients do at the Service that selects the pods. Times are seconds. */
export interface Traffic {
  /** Set where no scenario says so. */
  readonly isAssumed?: true;
  readonly requestsPerSecond: number;
  /** How long an answer takes where no happening says otherwise. */
  readonly answerSeconds: number;
  /** How long it takes until every node knows that an endpoint came or went. */
  readonly knownAfterSeconds: number;
  /** How long clients go on using a connection to an endpoint that went; 0 where each request has its own. */
  readonly keepAliveSeconds: number;
  /** How long clients wait for an answer; as long as it takes if absent, but not for one that never comes. */
  readonly timeoutSeconds?: number;
  /** The port of the pod, by number or name, that the Service sends requests to. */
  readonly targetPort?: number | string;
}

/**
 * kube-proxy rewrites a node's rules at most once a second (`minSyncPeriod`), so that long it may be behind.
 * Upstream: `pkg/proxy/apis/config/v1alpha1/defaults.go`.
 */
export const defaultTraffic: Traffic = {
  requestsPerSecond: 100,
  answerSeconds: 0.1,
  knownAfterSeconds: 1,
  keepAliveSeconds: 0,
};
