/** `--format` and `--output`: which reports are wanted, and where. */
import type { Option } from 'commander';
import { anyOf } from '../../../base/message.ts';
import { invalid, newOption } from '../../help.ts';
import { UsageError } from '../../usageError.ts';
import { checkMessages as say } from '../messages.ts';
import { type Format, formats, type ReportChoice } from './formats.ts';

/** An output belongs to the format before it; one without an output goes to the standard output, as does `pretty` alone. */
export class ReportOptions {
  readonly #choices: ReportChoice[] = [];

  /** Throws a `UsageError` where two reports would be mixed on the standard output. */
  get choices(): readonly ReportChoice[] {
    if (this.#toOutput > 1) throw new UsageError(say.severalToOutput());
    return this.#choices.length === 0 ? [{ format: 'pretty' }] : this.#choices;
  }

  /** The reports beside a difference; throws a `UsageError` where one would be mixed with it. */
  get choicesBesideDiff(): readonly ReportChoice[] {
    if (this.#toOutput > 0) throw new UsageError(say.diffToOutput());
    return this.#choices;
  }

  get #toOutput(): number {
    return this.#choices.filter(({ file }) => file === undefined).length;
  }

  format(): Option {
    const option = newOption('--format <format>', say.formatOption()).default('pretty');
    option.argChoices = [...formats];
    return option.argParser((text: string) => {
      const format = formats.find((known): known is Format => known === text);
      if (format === undefined) throw invalid(say.writeFormat({ formats: anyOf(formats) }));
      this.#choices.push({ format });
      return format;
    });
  }

  output(): Option {
    return newOption('--output <file>', say.outputOption()).argParser((file: string) => {
      const last = this.#choices.pop() ?? { format: 'pretty' };
      if (last.file !== undefined) throw invalid(say.outputWithoutFormat());
      this.#choices.push({ ...last, file });
      return file;
    });
  }
}
