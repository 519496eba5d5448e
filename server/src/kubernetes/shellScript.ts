/** What a script that is process 1 of a container does with SIGTERM. */

export interface KeptSigterm {
  /** The program that runs in the foreground at the end of the script, e.g. `java`. */
  readonly program: string;
  /**
   * Whether any shell stays beside the program. Else it depends on the shell: bash and busybox replace themselves by the
   * last command of a line, dash, the `sh` of Debian and Ubuntu, does not.
   */
  readonly certain: boolean;
}

/** Programs that serve, whose end by SIGTERM matters; what else runs at the end of a script nobody knows. */
const servers =
  /^(?:java|node|nodejs|npm|yarn|pnpm|python[\d.]*|gunicorn|uvicorn|celery|flask|ruby|bundle|rails|puma|php-fpm\S*|dotnet|catalina\.sh|nginx|httpd|apache2\S*|redis-server|mysqld|postgres|mongod|erl|beam\S*|perl|deno|bun)$/;
/** Who handles signals, replaces the shell or waits knows what it does. */
const careful =
  /\b(trap|exec|wait|kill|pkill|killall|tini|dumb-init|s6-\S+|supervisord|timeout|su-exec|gosu|setsid|nohup)\b/;

/**
 * The program that never hears of SIGTERM because a shell, which has no handler as process 1, stays in between; undefined
 * where the script does something else. Seen with dash 0.5.12, bash 5.2 and busybox 1.35.
 * @param shell the program that reads the script, e.g. `/bin/sh`.
 */
export function keptSigterm(shell: string, script: string): KeptSigterm | undefined {
  if (careful.test(script)) return undefined;
  const code = script
    .replace(/\\\r?\n/g, ' ')
    .replace(/(^|\s)#.*$/gm, '$1')
    .replace(/"(?:[^"\\]|\\[\s\S])*(?:"|\\?$)|'[^']*(?:'|$)/g, (text) => text.replace(/[^\w./-]/g, '_'))
    .replace(/\d?>&\d|&>/g, ' > ')
    .trim();
  // What runs in the background, in a loop or a function is another question.
  if (/\b(while|until|for|case|function|select)\b|\(\s*\)|(?<!&)&(?!&)|<</.test(code)) return undefined;
  const commands = code.split(/;|&&|\|\||\n/).map((command) => command.trim());
  const inside = commands.filter((command) => command !== '' && !/^(?:fi|then|else)$/.test(command));
  // In the middle of a script it may be a program that prepares something and ends.
  const index = inside.findLastIndex((command) => !/^(?:echo\b.*|exit(?:\s+\d+)?|true|:)$/.test(command));
  const last = inside[index];
  if (last === undefined || !isServer(last)) return undefined;
  const isAlone = inside.length === 1 && !last.includes('|');
  const isLast = index === inside.length - 1;
  const isPiped = /(?<!\|)\|(?!\|)/.test(last);
  const isConditional = /^\s*\|\||\bfi\b/.test(code.slice(code.lastIndexOf(last) + last.length));
  const stays = !isLast || isPiped || isConditional;
  const isBash = /(^|\/)bash$/.test(shell);
  if (!stays && (isAlone || isBash)) return undefined;
  return { program: programOf(last)!, certain: stays };
}

function isServer(command: string): boolean {
  const program = programOf(command);
  // `java -version`, `nginx -t`, `python manage.py migrate` end by themselves.
  return (
    program !== undefined &&
    servers.test(program) &&
    !/(^|\s)(-t|-v|-V|--?version|--?help|-c|-e|migrate\S*|collectstatic|install|ci|build|db:\S+|compile\S*|check)(\s|$)/.test(
      command,
    )
  );
}

/** The first word that is neither an assignment nor a word of the shell. */
function programOf(command: string): string | undefined {
  const program = command.split(/\s+/).find((word) => !/^(?:[A-Za-z_]\w*=.*|if|then|else|!|time|env)$/.test(word));
  return program?.slice(program.lastIndexOf('/') + 1);
}
