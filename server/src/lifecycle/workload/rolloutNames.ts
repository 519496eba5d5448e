import { generatedName, templateHash } from '../../kubernetes/podName.ts';
import type { RolloutWorkload } from '../../kubernetes/workloadSpec.ts';
import type { Revision } from '../trace/rolloutTrace.ts';
import type { Template } from './workload.ts';

/** The names of what a workload's controller makes; the same templates give the same names everywhere. */
export class RolloutNames {
  readonly #workload: RolloutWorkload;
  readonly #template: object;
  readonly #hashes = new Map<Revision, string>();
  /** How many pods of a template have a name. */
  readonly #pods = new Map<Revision, number>();

  constructor(workload: RolloutWorkload, updated: Template) {
    this.#workload = workload;
    const { metadata, spec } = updated.pod;
    // A Deployment's pod has its template's hash in its name already, and the new pods shall be called like that.
    const ownHash = /-([a-z0-9]+)-[a-z0-9]{5}$/.exec(metadata?.name ?? '')?.[1];
    this.#template = { labels: metadata?.labels, spec };
    if (workload.kind === 'Deployment' && ownHash !== undefined) this.#hashes.set('new', ownHash);
  }

  #hash(revision: Revision): string {
    let hash = this.#hashes.get(revision);
    if (hash === undefined) {
      hash = this.#newHashOf(revision);
      this.#hashes.set(revision, hash);
    }
    return hash;
  }

  #newHashOf(revision: Revision): string {
    if (revision === 'new') return templateHash(this.#template);
    if (revision === 'old') return templateHash({ before: this.#template });
    return templateHash({ after: this.#template, ...(revision === 'next' ? {} : { revision }) });
  }

  /** How many had one before. */
  #count(revision: Revision): number {
    const count = this.#pods.get(revision) ?? 0;
    this.#pods.set(revision, count + 1);
    return count;
  }

  /** Of a Deployment's ReplicaSet, or of the revision of a StatefulSet's template. */
  revision(revision: Revision): string {
    return `${this.#workload.name}-${this.#hash(revision)}`;
  }

  /** A new name of its own for each pod of a ReplicaSet. */
  replicaSetPod(revision: Revision): string {
    const base = `${this.revision(revision)}-`;
    return generatedName(base, `${base}/${this.#count(revision)}`);
  }

  /** A new name of its own for each pod of a DaemonSet, or of a ReplicaSet that no Deployment has made. */
  podOfSet(revision: Revision): string {
    const base = `${this.#workload.name}-`;
    return generatedName(base, `${base}/${this.#hash(revision)}/${this.#count(revision)}`);
  }

  statefulSetPod(ordinal: number): string {
    return `${this.#workload.name}-${ordinal}`;
  }

  /** A new name of its own for each pod of a Job. */
  jobPod(index: number | undefined): string {
    const { name } = this.#workload;
    const base = index === undefined ? `${name}-` : `${name}-${index}-`;
    return generatedName(base, `${base}/${this.#hash('new')}/${this.#count('new')}`);
  }
}
