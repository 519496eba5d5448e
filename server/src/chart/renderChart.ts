/** Renders a chart's templates as `helm template` does (`pkg/engine/engine.go`), each on its own. */

import type { FieldPath } from '../base/fieldPath.ts';
import { literalText, type Origin, type SourcePlace, type TracedText } from '../traced/tracedText.ts';
import { type Chart, textOf } from './chart.ts';
import { coalesceValues } from './coalesce.ts';
import { withDependencies } from './dependencies.ts';
import { ExecutionError, type RenderLimit } from './executionError.ts';
import { filesOf } from './files.ts';
import { helmFunctions, isHelmFunction } from './functions/index.ts';
import { baseName } from './functions/paths.ts';
import type { Unknowable } from './functions/signature.ts';
import { execute, type Limits, type Session, withoutNoValue } from './interpreter.ts';
import { NamedTemplates, readTemplate, type TemplateSource } from './parsedTemplate.ts';
import { type Misfit, misfits } from './schemaCheck.ts';
import {
  bool,
  compareStrings,
  int,
  list,
  type MapValue,
  type Method,
  map,
  originsOf,
  type StructValue,
  string,
  type Value,
} from './value.ts';

export interface RenderOptions {
  /** What stands over the charts' own values: files of values and single ones, merged. */
  readonly values?: MapValue;
  readonly release?: { readonly name: string; readonly namespace: string };
  readonly capabilities: Capabilities;
  /** What `now` gives, so that the same chart always renders the same. */
  readonly nowMs?: number;
  readonly limits?: Limits;
  /** Templates that have the same text as there are not read again. */
  readonly previous?: RenderedChart;
  /** The only template that is rendered, by the name that Helm has for it; schemas are not asked then. */
  readonly only?: string;
}

export interface Capabilities {
  /** A minor release, e.g. `1.34`, or a whole version. */
  readonly kubernetes: string;
  /** `apps/v1`, and where it is known which kinds a group has, `apps/v1/Deployment`. */
  readonly apiVersions: readonly string[];
}

export interface RenderedChart {
  /** In the order in which Helm renders them. */
  readonly templates: readonly RenderedTemplate[];
  /** Why values or dependencies could not be put together; then nothing is rendered. */
  readonly error?: string;
  /** What of the values their schemas do not allow; Helm refuses the chart with them. */
  readonly violations: readonly Violation[];
  /** The values that the outermost chart's templates see. */
  readonly values: MapValue;
  /** All templates by name, helpers too, as they were read. */
  readonly sources: ReadonlyMap<string, TemplateSource>;
}

/** A value that the schema of a chart does not allow. */
export interface Violation extends Misfit {
  readonly chart: string;
  /** Where the value was written; the mapping around it where it is missing. */
  readonly origin: Origin | undefined;
}

export interface RenderedTemplate {
  /** As Helm names it: `web/templates/deployment.yaml`. */
  readonly name: string;
  /** Its path from the outermost chart's folder. */
  readonly file: string;
  /** Missing where the template fails. */
  readonly output?: TracedText;
  readonly failure?: TemplateFailure;
  /** What is written but can't be known before Helm runs. */
  readonly unknowable: ReadonlySet<Unknowable>;
}

export type TemplateFailure = { readonly place?: SourcePlace } & (
  | {
      readonly kind: 'parse' | 'execution';
      /** Go's or Helm's own words. */
      readonly message: string;
    }
  | { readonly kind: 'limit'; readonly limit: RenderLimit }
);

export const defaultLimits: Limits = { steps: 3_000_000, outputLength: 20_000_000 };

/** As `.Values` is in templates: a map with methods. Upstream: Helm `pkg/chartutil/values.go`. */
function asValues(values: MapValue): MapValue {
  const asMap: Method = { parameters: [], call: () => values };
  return { ...values, goType: 'chartutil.Values', methods: new Map([['AsMap', asMap]]) };
}

export function renderChart(chart: Chart, options: RenderOptions): RenderedChart {
  let whole: Chart;
  let values: MapValue;
  try {
    whole = withDependencies(chart, options.values ?? map());
    values = asValues(coalesceValues(whole, options.values ?? map()));
  } catch (error) {
    return {
      templates: [],
      violations: [],
      values: map(),
      sources: new Map(),
      error: error instanceof Error ? error.message : String(error),
    };
  }
  const scope = map([
    ['Release', releaseOf(options)],
    ['Capabilities', capabilitiesOf(options.capabilities)],
    ['Values', values],
  ]);
  const renderables: Renderable[] = [];
  collect(whole, whole.name, scope, true, renderables);
  renderables.sort((a, b) => byPathLength(b.name, a.name));
  const sources = readSources(renderables, options.previous);
  const violations = options.only === undefined ? violationsOf(whole, values) : [];
  return { templates: renderAll(renderables, sources, options), violations, values, sources };
}

/** Upstream: `ValidateAgainstSchema` in Helm `pkg/chartutil/jsonschema.go`. */
function violationsOf(chart: Chart, values: MapValue): Violation[] {
  const own = chart.schema ? misfits(chart.schema, values) : [];
  return [
    ...own.map((one) => ({ ...one, chart: chart.name, origin: originAt(values, one.path) })),
    ...chart.dependencies.flatMap((dependency) => {
      const inner = values.entries.get(dependency.name);
      return inner?.type === 'map' ? violationsOf(dependency, inner) : [];
    }),
  ];
}

function originAt(values: MapValue, path: FieldPath): Origin | undefined {
  let found: Value | undefined = values;
  for (const step of path) {
    const inner: Value | undefined =
      found.type === 'map'
        ? found.entries.get(String(step))
        : found.type === 'list'
          ? found.items[Number(step)]
          : undefined;
    if (!inner) break;
    found = inner;
  }
  return originsOf(found)[0];
}

interface Renderable {
  readonly name: string;
  readonly file: string;
  readonly text: string;
  readonly scope: MapValue;
  readonly basePath: string;
}

/** What each chart's templates see (`recAllTpls`); the same map for all of them, since `set` may change it. */
function collect(chart: Chart, path: string, outer: MapValue, isRoot: boolean, found: Renderable[]): MapValue {
  const subcharts = map();
  const outerValues = outer.entries.get('Values');
  const ownValues = isRoot
    ? outerValues
    : outerValues?.type === 'map'
      ? outerValues.entries.get(chart.name)
      : undefined;
  const scope = map([
    ['Chart', chartOf(chart, isRoot)],
    ['Files', filesOf(chart.files, chart.folder)],
    ['Release', outer.entries.get('Release')!],
    ['Capabilities', outer.entries.get('Capabilities')!],
    ['Values', ownValues?.type === 'map' ? asValues(ownValues) : map()],
    ['Subcharts', subcharts],
  ]);
  for (const dependency of chart.dependencies)
    subcharts.entries.set(
      dependency.name,
      collect(dependency, `${path}/charts/${dependency.name}`, scope, false, found),
    );
  for (const template of chart.templates) {
    if (chart.isLibrary && !baseName(template.path).startsWith('_')) continue;
    found.push({
      name: `${path}/${template.path}`,
      file: chart.folder + template.path,
      text: template.text,
      scope,
      basePath: `${path}/templates`,
    });
  }
  return scope;
}

function readSources(
  renderables: readonly Renderable[],
  previous: RenderedChart | undefined,
): Map<string, TemplateSource> {
  return new Map(
    renderables.map(({ name, file, text }) => {
      const known = previous?.sources.get(name);
      const isSame = known?.text.text === text;
      return [name, isSame ? known : readTemplate(name, literalText(text, file), isHelmFunction)];
    }),
  );
}

function renderAll(
  renderables: readonly Renderable[],
  sources: ReadonlyMap<string, TemplateSource>,
  { nowMs = 0, limits = defaultLimits, only }: RenderOptions,
): RenderedTemplate[] {
  const templates = new NamedTemplates();
  for (const { name } of renderables) templates.add(sources.get(name)!);
  return renderables
    .filter(({ name }) => isRendered(name) || sources.get(name)!.tree.errors.length > 0)
    .filter(({ name }) => only === undefined || name === only)
    .map((renderable) => {
      const session: Session = {
        functions: helmFunctions,
        limits,
        nowMs,
        unknowable: new Set(),
        steps: 0,
        outputLength: 0,
        including: new Map(),
      };
      const { name, file } = renderable;
      return {
        name,
        file,
        unknowable: session.unknowable,
        ...renderOne(renderable, sources.get(name)!, templates, session),
      };
    });
}

/** Not helpers, which are told of only where they can't be read. */
function isRendered(name: string): boolean {
  return !baseName(name).startsWith('_');
}

function renderOne(
  { name, file, scope, basePath }: Renderable,
  { tree }: TemplateSource,
  templates: NamedTemplates,
  session: Session,
): Pick<RenderedTemplate, 'output' | 'failure'> {
  const [error] = tree.errors;
  if (error)
    return {
      failure: {
        message: error.message,
        kind: 'parse',
        place: { file, start: error.start, end: error.end, isLiteral: true },
      },
    };
  scope.entries.set(
    'Template',
    map([
      ['Name', string(name)],
      ['BasePath', string(basePath)],
    ]),
  );
  try {
    return { output: withoutNoValue(execute(session, templates, name, scope)) };
  } catch (thrown) {
    if (thrown instanceof ExecutionError) {
      const { message, place: at, limit } = thrown;
      const place = at ? { place: at } : {};
      return { failure: limit ? { kind: 'limit', limit, ...place } : { kind: 'execution', message, ...place } };
    }
    // Templates that call each other too deeply exhaust the stack before Helm's own limit.
    if (thrown instanceof RangeError) return { failure: { kind: 'limit', limit: 'depth' } };
    throw thrown;
  }
}

/** Deeper paths come first, so that an outer chart's definitions replace an inner one's. */
function byPathLength(a: string, b: string): number {
  const slashes = (path: string) => path.split('/').length;
  return slashes(a) - slashes(b) || compareStrings(a, b);
}

function releaseOf({ release = { name: 'release-name', namespace: 'default' } }: RenderOptions): MapValue {
  return map([
    ['Name', string(release.name)],
    ['Namespace', string(release.namespace)],
    ['IsUpgrade', bool(false)],
    ['IsInstall', bool(true)],
    ['Revision', int(1)],
    ['Service', string('Helm')],
  ]);
}

function chartOf(chart: Chart, isRoot: boolean): StructValue {
  const { metadata } = chart;
  const field = (name: string, key: string): [string, Value] => [name, string(textOf(metadata, key))];
  const listField = (name: string, key: string): [string, Value] => {
    const value = metadata.entries.get(key);
    return [name, value?.type === 'list' ? value : list([])];
  };
  const annotations = metadata.entries.get('annotations');
  return {
    type: 'struct',
    goType: 'struct',
    fields: new Map<string, Value>([
      ['Name', string(chart.name)],
      field('Home', 'home'),
      listField('Sources', 'sources'),
      field('Version', 'version'),
      field('Description', 'description'),
      listField('Keywords', 'keywords'),
      listField('Maintainers', 'maintainers'),
      field('Icon', 'icon'),
      field('APIVersion', 'apiVersion'),
      field('Condition', 'condition'),
      field('Tags', 'tags'),
      field('AppVersion', 'appVersion'),
      ['Deprecated', bool(textOf(metadata, 'deprecated') === 'true')],
      ['Annotations', { ...(annotations?.type === 'map' ? annotations : map()), goType: 'map[string]string' }],
      field('KubeVersion', 'kubeVersion'),
      listField('Dependencies', 'dependencies'),
      field('Type', 'type'),
      ['IsRoot', bool(isRoot)],
    ]),
  };
}

/** The version of Helm that templates are told of: the one that this is compared with. */
export const helmVersion = 'v3.22.0';

function capabilitiesOf({ kubernetes, apiVersions }: Capabilities): StructValue {
  const [major = '1', minor = '0', patch = '0'] = kubernetes.replace(/^v/, '').split('.');
  const version = string(`v${major}.${minor}.${patch}`);
  const known = new Set(apiVersions);
  const getter = (value: Value): Method => ({ parameters: [], call: () => value });
  const kubeVersion: StructValue = {
    type: 'struct',
    goType: 'chartutil.KubeVersion',
    print: `v${major}.${minor}.${patch}`,
    fields: new Map<string, Value>([
      ['Version', version],
      ['Major', string(major)],
      ['Minor', string(minor)],
    ]),
    methods: new Map([
      ['String', getter(version)],
      ['GitVersion', getter(version)],
    ]),
  };
  const has: Method = {
    parameters: ['string'],
    call: (value) => bool(value?.type === 'string' && known.has(value.text.text)),
  };
  return {
    type: 'struct',
    goType: '*chartutil.Capabilities',
    fields: new Map<string, Value>([
      ['KubeVersion', kubeVersion],
      [
        'APIVersions',
        {
          ...list(
            apiVersions.map((version) => string(version)),
            'string',
          ),
          methods: new Map([['Has', has]]),
        },
      ],
      [
        'HelmVersion',
        {
          type: 'struct',
          goType: 'version.BuildInfo',
          fields: new Map<string, Value>([
            ['Version', string(helmVersion)],
            ['GitCommit', string('')],
            ['GitTreeState', string('')],
            ['GoVersion', string('')],
          ]),
        },
      ],
    ]),
  };
}
