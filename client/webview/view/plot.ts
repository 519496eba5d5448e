/** Room on both sides of the plot, so that what happens at its very ends can be seen whole. */
export const plotPaddingPx = 10;

export const laneHeightPx = 26;
export const bandTop = 3;
export const bandHeight = 20;
/** Room above a lane for the numbers of lost requests. */
export const countHeightPx = 11;
/** Room below a lane for what it was in the pinned run. */
export const beforeHeightPx = 7;
