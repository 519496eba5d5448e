import { panelMessages as say } from '../messages.ts';
import type { Sentence } from '../model/summary.ts';
import type { FromPanel } from '../protocol.ts';
import { textOf } from '../text.ts';
import { Icon } from './icons.tsx';
import { pure } from './pure.ts';

/** A length of time is not broken between number and unit; longer figures may need two lines in a narrow panel. */
const longestWhole = 16;

/** What one wants to know first: that the API server rejects the manifest, else what the simulation comes to. */
export const Headline = pure(function Headline(props: {
  sentence: Sentence;
  rejections: readonly string[];
  post: (message: FromPanel) => void;
}) {
  const { sentence, rejections, post } = props;
  const result = sentence.map(({ text, strong }, index) =>
    strong ? (
      <strong key={index} class={text.length <= longestWhole ? 'whole' : undefined}>
        {text}
      </strong>
    ) : (
      text
    ),
  );
  if (rejections.length === 0) return <h1 class="summary">{result}</h1>;
  return (
    <>
      <h1 class="rejected">
        <strong>{textOf(say.rejected())}</strong>
      </h1>
      <ul class="reasons" aria-label={textOf(say.whyRejected())}>
        {rejections.map((message, index) => (
          <li key={message} class="reason">
            {message}{' '}
            <button
              type="button"
              class="link field"
              title={textOf(say.goToPlace())}
              onClick={() => post({ type: 'revealRejection', index })}
            >
              <Icon name="reveal" />
              <span>{textOf(say.showPlace())}</span>
            </button>
          </li>
        ))}
      </ul>
      <p class="quiet">{textOf(say.ifAccepted())}</p>
      <p class="summary">{result}</p>
    </>
  );
});
