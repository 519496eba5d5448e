/** Where a refactoring was asked for: the field at the cursor, and what is around it. */
import { isEnclosedBy } from '../../../base/fieldPath.ts';
import type { Message } from '../../../base/message.ts';
import type { TextEdit } from '../../../base/textEdit.ts';
import type { ManifestFile } from '../../../manifest/file.ts';
import type { WorkspaceIndex } from '../../../manifest/index/workspaceIndex.ts';
import type { ManifestNode } from '../../../manifest/node.ts';
import type { ContainerModel, HookModel, ProbeModel } from '../../../manifest/podModel.ts';
import { type Workload, workloadAround } from '../../../manifest/workload.ts';
import { nodeAt } from '../../nodeAt.ts';
import type { Target } from '../../target.ts';

export interface RefactorPlace {
  readonly node: ManifestNode;
  readonly workload: Workload;
  readonly container?: ContainerModel;
  readonly probe?: ProbeModel;
  readonly hook?: HookModel;
  readonly target: Target;
  readonly workspace: { readonly index: WorkspaceIndex; readonly file: string } | undefined;
}

export interface Refactoring {
  readonly title: Message;
  /** In the document of the place. */
  readonly edits: readonly TextEdit[] | undefined;
  /** In other files, or other documents of the file; by the file, from its beginning. */
  readonly elsewhere?: readonly { readonly file: string; readonly edits: readonly TextEdit[] }[];
}

/** The place, and where its document begins; undefined outside of a workload that makes pods. */
export function refactorPlace(
  file: ManifestFile,
  offset: number,
  target: Target,
  workspace?: RefactorPlace['workspace'],
): { readonly place: RefactorPlace; readonly documentOffset: number } | undefined {
  const found = nodeAt(file, offset);
  const workload = found && workloadAround(found.object, found.node.path);
  if (!found || !workload) return undefined;
  const { node } = found;
  const holds = ({ node: outer }: { readonly node: ManifestNode }) => isEnclosedBy(node.path, outer.path);
  const container = workload.pod.allContainers.find(holds);
  const probe = container?.probes.find(holds);
  const hook = container?.hooks.find(holds);
  const documentOffset = file.documents.find(({ content }) => content.yaml === node.document)?.offset;
  if (documentOffset === undefined) return undefined;
  return {
    documentOffset,
    place: {
      node,
      workload,
      target,
      workspace,
      ...(container ? { container } : {}),
      ...(probe ? { probe } : {}),
      ...(hook ? { hook } : {}),
    },
  };
}
