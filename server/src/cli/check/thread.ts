/** The other side of `threads.ts`: what runs in a thread. */
import type { MessagePort } from 'node:worker_threads';
import { Checker } from './checker.ts';
import { OverlayChecker } from './overlayChecker.ts';
import { packFacts, unpackFacts } from './packedFacts.ts';
import type { FromThread, ToThread } from './threads.ts';

export function serveChecks(port: MessagePort): void {
  const checker = new Checker();
  const overlayChecker = new OverlayChecker();
  const post = (message: FromThread) => port.postMessage(message);
  port.on('message', (message: ToThread) => {
    switch (message.kind) {
      case 'files': {
        const { facts, findings } = checker.add(message.files);
        post({ kind: 'files', facts: packFacts(facts), findings });
        break;
      }
      case 'overlays':
        post({ kind: 'overlays', overlays: overlayChecker.check(message.overlays, message.edited) });
        break;
      case 'facts':
        checker.addFacts(unpackFacts(message.facts));
        break;
      case 'finish':
        post({ kind: 'finished', findings: checker.finish() });
    }
  });
}
