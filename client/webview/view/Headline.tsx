import type { Sentence } from '../model/summary.ts';
import type { FromPanel } from '../protocol.ts';
import { Icon } from './icons.tsx';

/** What one wants to know first: that the API server rejects the manifest, else what the simulation comes to. */
export function Headline(props: {
  sentence: Sentence;
  rejections: readonly string[];
  post: (message: FromPanel) => void;
}) {
  const { sentence, rejections, post } = props;
  const result = sentence.map(({ text, strong }, index) => (strong ? <strong key={index}>{text}</strong> : text));
  if (rejections.length === 0) return <h1 class="summary">{result}</h1>;
  return (
    <>
      <h1 class="rejected">
        <strong>The API server rejects this manifest.</strong>
      </h1>
      <ul class="reasons" aria-label="Why it is rejected">
        {rejections.map((message, index) => (
          <li key={message} class="reason">
            {message}{' '}
            <button
              type="button"
              class="link field"
              title="Go to this place of the manifest"
              onClick={() => post({ type: 'revealRejection', index })}
            >
              <Icon name="reveal" />
              <span>Show</span>
            </button>
          </li>
        ))}
      </ul>
      <p class="quiet">If it were accepted:</p>
      <p class="summary">{result}</p>
    </>
  );
}
