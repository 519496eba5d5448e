let context: CanvasRenderingContext2D | null | undefined;
const known = new Map<string, number>();

/** The width of a lane's label in pixels, in the font that `style/bands.css` gives to labels. */
export function textWidth(text: string): number {
  const measured = known.get(text);
  if (measured !== undefined) return measured;
  if (context === undefined) {
    context = document.createElement('canvas').getContext('2d');
    if (context) context.font = `11px ${getComputedStyle(document.body).fontFamily}`;
  }
  const width = context ? context.measureText(text).width : text.length * 6.5;
  known.set(text, width);
  return width;
}
