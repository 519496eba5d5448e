import type { Command } from './command.ts';

export const showOutput: Command = ({ log }) => log.show();
