import { defineMessages } from '../../base/message.ts';

/** What becomes of the requests to a Service. */
export const requestMessages = defineMessages('requests', {
  lost: {
    one: 'At {perSecond} requests per second, about {count} is lost.',
    other: 'At {perSecond} requests per second, about {count} are lost.',
  },
  noneLost: 'At {perSecond} requests per second, none is lost.',
  stopped:
    'Each pod that stops loses about {each}, as it still gets requests then; a preStop sleep of {sleep} ends that.',
  cutOff: {
    one: 'About {count} is cut off from {at} on, as a container ends in the middle of an answer.',
    other: 'About {count} are cut off from {at} on, as a container ends in the middle of an answer.',
  },
  refused: {
    one: 'About {count} is refused from {at} on, as nothing listens.',
    other: 'About {count} are refused from {at} on, as nothing listens.',
  },
  failed: {
    one: 'About {count} gets an error from {at} on.',
    other: 'About {count} get an error from {at} on.',
  },
  timedOut: {
    one: 'About {count} gets no answer in time from {at} on.',
    other: 'About {count} get no answer in time from {at} on.',
  },
  noEndpoint: {
    one: 'About {count} finds no ready pod from {at} on.',
    other: 'About {count} find no ready pod from {at} on.',
  },
});
