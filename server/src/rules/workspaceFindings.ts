/** Findings that depend on more than one document. */
import type { DocumentContent } from '../manifest/file.ts';
import type { ObjectFacts } from '../manifest/index/facts.ts';
import { objectFacts } from '../manifest/index/readFacts.ts';
import { TrackedWorkspace, type Workspace } from '../manifest/index/workspace.ts';
import type { IndexedBudget, IndexedPod, IndexedService, WorkspaceIndex } from '../manifest/index/workspaceIndex.ts';
import type { ManifestObject } from '../manifest/object.ts';
import { workloadOf } from '../manifest/workload.ts';
import { inEveryReading } from './everyReading.ts';
import type { Finding } from './finding.ts';
import { Run, type RunOptions } from './run.ts';

/** What there is beside a file. The index must know the file as it is now. */
export interface WorkspaceContext {
  readonly index: WorkspaceIndex;
  /** As the index names the file. */
  readonly file: string;
}

/** What follows from a document and others. */
export interface WorkspaceFindings {
  readonly workspace: WorkspaceContext;
  /** What has been asked: one for each reading of the document's template that was looked at. */
  readonly workspaces: readonly TrackedWorkspace[];
  readonly findings: readonly Finding[];
  /** The index's version at which that was true for certain. */
  version: number;
}

/** Runs the rules about Services, budgets and workloads that look around in the workspace. */
export function findInWorkspace(
  content: DocumentContent,
  options: RunOptions,
  workspace: WorkspaceContext,
): WorkspaceFindings {
  const { index, file } = workspace;
  const workspaces: TrackedWorkspace[] = [];
  const find = (read: DocumentContent) => {
    const about = read.objects.filter(isAbout);
    if (about.length === 0) return [];
    const workspace = new TrackedWorkspace(index, file);
    workspaces.push(workspace);
    const run = new Run(read, options);
    const findings: Finding[] = [];
    for (const object of about) addAcrossObject(object, run, workspace, findings);
    return findings;
  };
  return { workspace, findings: inEveryReading(content, find), workspaces, version: index.version };
}

/** Whether other documents may matter to what is found in this one. */
export function looksAround(content: DocumentContent): boolean {
  return content.objects.some(isAbout);
}

function isAbout(object: ManifestObject): boolean {
  const { pod, service, budget } = objectFacts(object);
  return pod !== undefined || service !== undefined || budget !== undefined;
}

function addAcrossObject(object: ManifestObject, run: Run, workspace: Workspace, findings: Finding[]): void {
  const facts = objectFacts(object);
  if (isService(facts)) run.visit('serviceInWorkspace', { object, facts, workspace }, findings);
  if (isBudget(facts)) run.visit('budgetInWorkspace', { object, facts, workspace }, findings);
  const workload = isPod(facts) && !facts.isPatch ? workloadOf(object) : undefined;
  if (!isPod(facts) || !workload || workload.pod.template.unknown) return;
  run.visit('workloadInWorkspace', { workload, pod: workload.pod, facts, workspace }, findings);
}

function isPod(facts: ObjectFacts): facts is IndexedPod['facts'] {
  return facts.pod !== undefined;
}

function isService(facts: ObjectFacts): facts is IndexedService['facts'] {
  return facts.service !== undefined;
}

function isBudget(facts: ObjectFacts): facts is IndexedBudget['facts'] {
  return facts.budget !== undefined && !facts.isPatch;
}

/** Whether the other documents would still answer as they did. */
export function isUpToDate(across: WorkspaceFindings, { index, file }: WorkspaceContext): boolean {
  if (across.workspace.index !== index || across.workspace.file !== file) return false;
  if (across.version === index.version) return true;
  if (!across.workspaces.every((workspace) => workspace.isUpToDate())) return false;
  across.version = index.version;
  return true;
}
