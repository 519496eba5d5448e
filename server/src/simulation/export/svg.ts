import { type Fill, fontFamily, type Picture, type Shape } from './picture.ts';

/** The picture as a file of its own: no script, no style sheet, nothing from elsewhere. */
export function svg({ width, height, title, description, shapes }: Picture): string {
  const hatches = new Map<string, string>();
  const paint = (fill: Fill): string => {
    if (typeof fill === 'string') return fill;
    const id = `hatch-${fill.ground.slice(1)}-${fill.hatch.slice(1)}`;
    hatches.set(id, hatch(id, fill));
    return `url(#${id})`;
  };
  const drawn = shapes.map((shape) => element(shape, paint));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title desc" font-family="${escaped(fontFamily)}">`,
    `<title id="title">${escaped(title)}</title>`,
    `<desc id="desc">${escaped(description)}</desc>`,
    `<defs>${[...hatches.values()].join('')}</defs>`,
    ...drawn,
    '</svg>',
    '',
  ].join('\n');
}

function hatch(id: string, { ground, hatch: lines }: Exclude<Fill, string>): string {
  return `<pattern id="${id}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" fill="${ground}"/><rect width="2" height="6" fill="${lines}"/></pattern>`;
}

function element(shape: Shape, paint: (fill: Fill) => string): string {
  switch (shape.kind) {
    case 'rect': {
      const { x, y, width, height, radius = 0, fill, stroke, dashed } = shape;
      const edge = stroke === undefined ? '' : ` stroke="${stroke}"`;
      const dashes = dashed ? ' stroke-dasharray="3 3"' : '';
      const round = radius === 0 ? '' : ` rx="${figure(radius)}"`;
      return `<rect x="${figure(x)}" y="${figure(y)}" width="${figure(width)}" height="${figure(height)}"${round} fill="${paint(fill)}"${edge}${dashes}/>`;
    }
    case 'path': {
      const { d, fill = 'none', stroke, strokeWidth = 1 } = shape;
      const edge = stroke === undefined ? '' : ` stroke="${stroke}" stroke-width="${strokeWidth}"`;
      return `<path d="${d}" fill="${fill}"${edge}/>`;
    }
    case 'text': {
      const { x, y, text, fill, sizePx, bold, anchor } = shape;
      const weight = bold ? ' font-weight="600"' : '';
      const place = anchor === undefined ? '' : ` text-anchor="${anchor}"`;
      return `<text x="${figure(x)}" y="${figure(y)}" font-size="${sizePx}"${weight}${place} fill="${fill}">${escaped(text)}</text>`;
    }
  }
}

function figure(px: number): string {
  return `${Math.round(px * 10) / 10}`;
}

/** What XML takes for text; what XML 1.0 has no place for is left out. */
function escaped(text: string): string {
  return Array.from(text)
    .filter(isInXml)
    .join('')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}

function isInXml(char: string): boolean {
  const code = char.codePointAt(0) ?? 0;
  const isSurrogate = code >= 0xd800 && code <= 0xdfff;
  return (code >= 0x20 || /[\t\n\r]/.test(char)) && !isSurrogate && code !== 0xfffe && code !== 0xffff;
}
