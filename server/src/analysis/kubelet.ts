/**
 * The kubelet's own rhythm, as far as it shows in what a pod does. Times in milliseconds.
 * Upstream: `pkg/kubelet/kubelet.go`, `pkg/kubelet/pleg/generic.go`, `pkg/kubelet/pod_workers.go`.
 */

/** The kubelet asks the runtime once a second which containers have started or died. */
export const relistMs = 1_000;

/** Start times are kept in whole seconds, so a delay counted from one may be over that much early. */
export const startTimePrecisionMs = 1_000;

/** Requeued pods are taken up by a tick that comes once a second. */
export const tickMs = 1_000;

/** A pod whose last sync failed, be it only for a back-off, is looked at again after this time and up to half of it. */
export const retryMs = 10_000;
export const retryJitterMs = 5_000;

/** A healthy pod is synced anew after at least this time; each sync of a pod that is not ready adds an attempt. */
export const resyncMs = 60_000;

/** Crash-loop back-off: doubles from the first to the second. Upstream: `MaxContainerBackOff` in `pkg/kubelet/kubelet.go`. */
export const initialBackOffMs = 10_000;
export const maxBackOffMs = 300_000;

/** SIGKILL never follows SIGTERM sooner. Upstream: `minimumGracePeriodInSeconds` in `pkg/kubelet/kuberuntime/kuberuntime_container.go`. */
export const minGraceMs = 2_000;
