import type { Message } from '../base/message.ts';
import { verbatim } from '../base/message.ts';
import { formatter } from './formatter.ts';
import { cliMessages as say } from './messages.ts';

/** Something that whoever called the command line can mend: told in one line, exit code 2. */
export class UsageError extends Error {
  /** `about` is the file or option that it is about; it stands before the problem. */
  constructor(problem: Message, about?: string) {
    super(about === undefined ? formatter.text(problem) : `${about}: ${formatter.text(problem)}`);
  }
}

/** The system's reason for a failed file access, in words. */
export function ioReason(error: unknown): Message {
  const { code, message } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'ENOENT':
      return say.noSuchFile();
    case 'EACCES':
    case 'EPERM':
      return say.permissionDenied();
    case 'EISDIR':
      return say.isDirectory();
    case 'ENOTDIR':
      return say.notDirectory();
    case 'ELOOP':
      return say.tooManyLinks();
    case 'ENOSPC':
      return say.noSpace();
    default:
      return say.otherReason({ reason: verbatim(message ?? String(error)) });
  }
}
