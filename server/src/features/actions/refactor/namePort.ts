import { shift } from '../../../base/span.ts';
import type { TextEdit } from '../../../base/textEdit.ts';
import { usualPortName } from '../../../kubernetes/portNames.ts';
import { addField, replaceValue } from '../../../manifest/edit.ts';
import { objectFacts } from '../../../manifest/index/readFacts.ts';
import type { ContainerModel, PortModel } from '../../../manifest/podModel.ts';
import { refactorMessages as say } from './messages.ts';
import type { Refactoring, RefactorPlace } from './place.ts';

/** Names a port, and lets the container's probes and hooks and the Services that select the pod call it by its name. */
export function namePort(place: RefactorPlace): Refactoring[] {
  const { container, node } = place;
  const port = container?.ports.find(({ node: item }) => item.path.every((step, index) => node.path[index] === step));
  if (!container || !port || port.name.node.present || port.node.partial || !port.containerPort.value) return [];
  const name = freeName(container, port.containerPort.value);
  const named = addField(port.node, 'name', name);
  const uses = port.protocol.value === 'TCP' ? usesIn(container, port.containerPort.value, name) : [];
  if (!named || !uses) return [];
  const title = say.namePort({ port: port.containerPort.value, name });
  return [{ title, edits: [...named, ...uses], elsewhere: inServices(place, container, port, name) }];
}

function freeName({ ports }: ContainerModel, number: number): string {
  const taken = new Set(ports.map(({ name }) => name.value));
  const usual = usualPortName(number);
  return usual !== undefined && !taken.has(usual) ? usual : `port-${number}`;
}

/** The probes and hooks of the container that ask the number; a gRPC probe takes no name. */
function usesIn({ node }: ContainerModel, number: number, name: string): TextEdit[] | undefined {
  const hooks = node.get('lifecycle');
  const owners = [
    ...['startupProbe', 'readinessProbe', 'livenessProbe'].map((field) => node.get(field)),
    ...['postStart', 'preStop'].map((field) => hooks.get(field)),
  ];
  const edits = owners
    .flatMap((owner) => ['httpGet', 'tcpSocket'].map((handler) => owner.get(handler).get('port')))
    .filter((port) => port.value === number)
    .map((port) => replaceValue(port, name));
  return edits.includes(undefined) ? undefined : edits.flatMap((some) => some!);
}

/** Target ports of Services that certainly select the pod; a name holds for each container that has it. */
function inServices(
  { workload, workspace }: RefactorPlace,
  container: ContainerModel,
  { containerPort }: PortModel,
  name: string,
): NonNullable<Refactoring['elsewhere']> {
  const facts = objectFacts(workload.object);
  if (!workspace || !facts.pod || container.role === 'init') return [];
  const { index } = workspace;
  const services = [...index.servicesFor({ ...facts, pod: facts.pod })];
  return services.flatMap(({ file, document, facts: { service } }) => {
    const offset = index.offsetOf(file, document);
    if (offset === undefined) return [];
    const edits = service.ports
      .filter(
        ({ targetPort, isTargetWritten, protocol }) =>
          isTargetWritten && targetPort === containerPort.value && protocol === 'TCP',
      )
      .map(({ span }) => ({ span: shift(span, offset), newText: name }));
    return edits.length === 0 ? [] : [{ file, edits }];
  });
}
