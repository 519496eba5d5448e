/** Words that readers whose mother tongue isn't English stumble over. */
export const hardWords =
  /\b(whatever|whoever|nobody|somebody|anybody|everybody|anew|for ever|for good|hardly|takes no|be it|thereof|hence)\b/i;
