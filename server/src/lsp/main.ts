/** Entry of the language server's process; the transport follows from the arguments (`--node-ipc`, `--stdio`, …). */
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { startServer } from './connection.ts';

startServer(createConnection(ProposedFeatures.all));
