import { generatedName, templateHash } from '../../kubernetes/podName.ts';
import type { RolloutWorkload } from '../../kubernetes/workloadSpec.ts';
import type { Revision } from '../trace/rolloutTrace.ts';
import type { Template } from './workload.ts';

/** The names of what a workload's controller makes; the same templates give the same names everywhere. */
export class RolloutNames {
  readonly #workload: RolloutWorkload;
  readonly #hashes: Readonly<Record<Revision, string>>;
  readonly #pods: Record<Revision, number> = { old: 0, new: 0, next: 0 };

  constructor(workload: RolloutWorkload, updated: Template) {
    this.#workload = workload;
    const { metadata, spec } = updated.pod;
    // A Deployment's pod has its template's hash in its name already, and the new pods shall be called like that.
    const ownHash = /-([a-z0-9]+)-[a-z0-9]{5}$/.exec(metadata?.name ?? '')?.[1];
    const template = { labels: metadata?.labels, spec };
    this.#hashes = {
      new: (workload.kind === 'Deployment' ? ownHash : undefined) ?? templateHash(template),
      old: templateHash({ before: template }),
      next: templateHash({ after: template }),
    };
  }

  /** Of a Deployment's ReplicaSet, or of the revision of a StatefulSet's template. */
  revision(revision: Revision): string {
    return `${this.#workload.name}-${this.#hashes[revision]}`;
  }

  /** A new name of its own for each pod of a ReplicaSet. */
  replicaSetPod(revision: Revision): string {
    const base = `${this.revision(revision)}-`;
    return generatedName(base, `${base}/${this.#pods[revision]++}`);
  }

  /** A new name of its own for each pod of a DaemonSet, or of a ReplicaSet that no Deployment has made. */
  podOfSet(revision: Revision): string {
    const base = `${this.#workload.name}-`;
    return generatedName(base, `${base}/${this.#hashes[revision]}/${this.#pods[revision]++}`);
  }

  statefulSetPod(ordinal: number): string {
    return `${this.#workload.name}-${ordinal}`;
  }

  /** A new name of its own for each pod of a Job. */
  jobPod(index: number | undefined): string {
    const { name } = this.#workload;
    const base = index === undefined ? `${name}-` : `${name}-${index}-`;
    return generatedName(base, `${base}/${this.#hashes.new}/${this.#pods.new++}`);
  }
}
