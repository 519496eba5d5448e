/** The functions that Helm adds for calling other templates (`pkg/engine/engine.go`). */
import { traced } from '../value.ts';
import { type Functions, fixed } from './signature.ts';

export const helm: Functions = {
  include: fixed(['string', 'any'], ([name, dot], caller) => traced(caller.include(name.text.text, dot))),
  tpl: fixed(['string', 'any'], ([{ text }, dot], caller) => traced(caller.tpl(text, dot))),
};
