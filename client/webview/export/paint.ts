/** A picture as pixels. The panel may load no image, so that the same shapes are painted instead of an SVG. */
import { type Fill, fontFamily, type Picture, type Shape } from '../../../server/src/simulation/export/picture.ts';

/** Pixels of the file for one of the picture, so that it is sharp on any screen. */
const density = 2;

/** The largest side that canvases of today's browsers take. */
const longestPx = 16_000;

export async function png(picture: Picture): Promise<Uint8Array> {
  const scale = Math.min(density, longestPx / Math.max(picture.width, picture.height));
  const canvas = new OffscreenCanvas(Math.ceil(picture.width * scale), Math.ceil(picture.height * scale));
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('There is no canvas to paint on');
  context.scale(scale, scale);
  for (const shape of picture.shapes) paint(shape, context);
  const blob = await canvas.convertToBlob({ type: 'image/png' });
  return new Uint8Array(await blob.arrayBuffer());
}

function paint(shape: Shape, context: OffscreenCanvasRenderingContext2D): void {
  switch (shape.kind) {
    case 'rect': {
      const { x, y, width, height, radius = 0, fill, stroke, dashed } = shape;
      context.beginPath();
      context.roundRect(x, y, width, height, radius);
      context.fillStyle = fillStyle(fill, context);
      context.fill();
      if (stroke === undefined) return;
      context.setLineDash(dashed ? [3, 3] : []);
      context.lineWidth = 1;
      context.strokeStyle = stroke;
      context.stroke();
      context.setLineDash([]);
      return;
    }
    case 'path': {
      const { d, fill, stroke, strokeWidth = 1 } = shape;
      const path = new Path2D(d);
      if (fill !== undefined) {
        context.fillStyle = fill;
        context.fill(path);
      }
      if (stroke !== undefined) {
        context.lineWidth = strokeWidth;
        context.strokeStyle = stroke;
        context.stroke(path);
      }
      return;
    }
    case 'text': {
      const { x, y, text, fill, sizePx, bold, anchor } = shape;
      context.font = `${bold ? 600 : 400} ${sizePx}px ${fontFamily}`;
      context.textAlign = anchor === 'middle' ? 'center' : (anchor ?? 'start');
      context.fillStyle = fill;
      context.fillText(text, x, y);
    }
  }
}

function fillStyle(fill: Fill, context: OffscreenCanvasRenderingContext2D): string | CanvasPattern {
  if (typeof fill === 'string') return fill;
  // Two periods of the hatching that an SVG turns by 45°: here the tile is the turned one.
  const sidePx = Math.SQRT2 * 6;
  const tile = new OffscreenCanvas(17, 17);
  const ground = tile.getContext('2d');
  if (ground === null) return fill.ground;
  ground.fillStyle = fill.ground;
  ground.fillRect(0, 0, 17, 17);
  ground.strokeStyle = fill.hatch;
  ground.lineWidth = 2;
  ground.beginPath();
  for (let x = -17; x <= 34; x += sidePx) {
    ground.moveTo(x, 17);
    ground.lineTo(x + 17, 0);
  }
  ground.stroke();
  return context.createPattern(tile, 'repeat') ?? fill.ground;
}
