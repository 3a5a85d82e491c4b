/** The facade: from files to findings and inventories, as one call. */
import { deploymentsOfFiles } from './evaluation/deployment-tree.js';
import { createDeployment } from './evaluation/create-deployment.js';
import type { Deployment, ModuleLoader } from './evaluation/deployment.js';
import type { KnownPlace } from './evaluation/places.js';
import { buildInventory } from './inventory/build.js';
import type { Gap, Inventory } from './inventory/model.js';
import { predict } from './prediction/predict.js';
import type { Prediction } from './prediction/predict.js';
import type { Finding } from './rules/finding.js';
import { allRules } from './rules/index.js';
import type { Rule } from './rules/rule.js';
import { byPlace, runRules } from './rules/run.js';
import type { SeverityOf } from './rules/run.js';
import type { Fix } from './edits/change.js';
import { suppressionUnused } from './rules/suppression-unused.js';
import { templateReferences } from './workspace/module-graph.js';
import { resolvePath } from './workspace/paths.js';
import { applySuppressions } from './workspace/suppressions.js';
import type { Suppression } from './workspace/suppressions.js';
import { GivenParameters } from './workspace/given-parameters.js';
import { FindingsByFile } from './workspace/findings-by-file.js';
import { parameterProblems } from './workspace/parameter-problems.js';
import type { ParameterProblem } from './workspace/parameter-problems.js';
import { givenValues, parameterValues } from './workspace/parameter-values.js';
import type { Evaluation, KeptEvaluations } from './workspace/kept-evaluations.js';
import type { Project } from './workspace/project.js';
import type { ArmSource, BicepSource, SourceFile } from './workspace/source-file.js';

export interface AnalysisOptions {
  readonly severityOf?: SeverityOf;
  readonly rules?: readonly Rule[];
  readonly place?: KnownPlace;
  /** Parameter files to see a template with, by the template's path; without an entry the linked ones are used. */
  readonly parameterFiles?: (template: string) => readonly string[] | undefined;
  /** Takes and gives evaluations, of one place only. */
  readonly kept?: KeptEvaluations;
  /** Told of rules that threw. */
  readonly failed?: (rule: string, error: unknown) => void;
  /** Files whose reports carry the analyses that reach them; without it none do, and each analysis is let go. */
  readonly keeps?: (path: string) => boolean;
}

/** One way to deploy a template: with its defaults, or with a parameter file. */
export interface Analysis {
  readonly root: Deployment;
  readonly inventory: Inventory;
  readonly findings: readonly Finding[];
  /** The parameter file, if one was used. */
  readonly parameterFile: string | undefined;
  readonly problems: readonly ParameterProblem[];
  /** What it would deploy; computed at each call. */
  readonly prediction: () => Prediction;
  /** A bound of the evaluation was hit. */
  readonly limit: string | undefined;
}

export interface FileReport {
  readonly file: SourceFile;
  /** Findings that lie in the file, whichever template they come from. */
  readonly findings: readonly Finding[];
  /** Limits hit in an analysis that reached the file. */
  readonly limit: string | undefined;
  /** Modules of the file whose content is not at hand. */
  readonly gaps: readonly Gap[];
  /** What a parameter file gives that its template does not take, and what it does not give. */
  readonly problems: readonly ParameterProblem[];
  /** Parameters of the file, in lower case, that another file gives a value to: a caller, or a parameter file. */
  readonly givenParameters: ReadonlySet<string>;
  /** The analyses that reach the file, where they are kept: of templates that deploy it, or that it gives parameters to. */
  readonly analyses: readonly Analysis[];
}

/** A template, evaluated with a parameter file or its defaults. */
export function openTemplate(
  project: Project,
  source: ArmSource | BicepSource,
  parameterFile: string | undefined,
  place: KnownPlace | undefined,
  loader: ModuleLoader = project,
): Deployment {
  const parameters = parameterFile === undefined ? undefined : parameterValues(project, parameterFile);
  return createDeployment(source.template, {
    loader,
    ...(place === undefined ? {} : { place }),
    ...(parameters === undefined ? {} : { parameters }),
  });
}

/**
 * The resources that a template would create with these parameters, as Azure's engine predicts them: the value given for a
 * secure parameter is not shown.
 */
export function predictTemplate(
  project: Project,
  source: ArmSource | BicepSource,
  parameterFile: string | undefined,
  place: KnownPlace = {},
): Prediction {
  const parameters = parameterFile === undefined ? undefined : parameterValues(project, parameterFile);
  const options = { loader: project, place, predicted: true };
  return predict(
    createDeployment(source.template, { ...options, ...(parameters === undefined ? {} : { parameters }) }),
  );
}

/** Analyses one template on its own. */
export function analyse(
  project: Project,
  source: ArmSource | BicepSource,
  options: AnalysisOptions = {},
  parameterFile?: string,
): Analysis {
  const evaluate = (loader: ModuleLoader): Evaluation => {
    const opened = openTemplate(project, source, parameterFile, options.place, loader);
    return { root: opened, inventory: buildInventory(opened) };
  };
  const { root, inventory } = options.kept?.evaluation(project, source, parameterFile, evaluate) ?? evaluate(project);
  const findings = runRules(options.rules ?? allRules, inventory, options.severityOf, options.failed);
  const problems =
    parameterFile === undefined ? [] : parameterProblems(root, parameterFile, givenValues(project, parameterFile));
  const prediction = (): Prediction => predictTemplate(project, source, parameterFile, options.place);
  return { root, inventory, findings, parameterFile, problems, prediction, limit: root.budget.exceeded };
}

/**
 * Analyses a set of files: templates that another file of the set calls are judged with what their callers pass, the
 * others alone, each with the parameter files that belong to it. Gives a report for every path, in their order.
 */
export function analyseFiles(project: Project, paths: readonly string[], options: AnalysisOptions = {}): FileReport[] {
  const steps = analyseInSteps(project, paths, options);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/**
 * The same for a host that has other things to do: it stops after each file that it parses, and before each template that it
 * evaluates. At the first of these all files that the set reaches were asked for, so that `project.wanted` tells what to
 * read before it is worth going on.
 */
export function* analyseInSteps(
  project: Project,
  paths: readonly string[],
  options: AnalysisOptions = {},
): Generator<'parsed' | 'evaluating', FileReport[]> {
  const sources = new Map<string, SourceFile>();
  for (const path of paths) {
    const file = project.file(path);
    if (file !== undefined) sources.set(path, file);
    yield 'parsed';
  }
  const findings = new FindingsByFile();
  const limits = new Map<string, string>();
  const gaps = new Map<string, Map<number, Gap>>();
  const problems = new Map<string, Map<string, ParameterProblem>>();
  const kept = new Map<string, Analysis[]>();
  const given = new GivenParameters(project);
  for (const { source, parameterFile } of entryPoints(project, sources, options)) {
    yield 'evaluating';
    const analysis = analyse(project, source, options, parameterFile);
    if (options.keeps !== undefined) {
      for (const path of filesOf(analysis))
        if (options.keeps(path)) kept.set(path, [...(kept.get(path) ?? []), analysis]);
    }
    given.add(analysis);
    findings.add(source.path, parameterFile, analysis.findings);
    for (const gap of analysis.inventory.gaps) {
      const known = gaps.get(gap.origin.file) ?? new Map<number, Gap>();
      gaps.set(gap.origin.file, known.set(gap.origin.start, gap));
    }
    for (const problem of analysis.problems) {
      const known = problems.get(problem.file) ?? new Map<string, ParameterProblem>();
      problems.set(problem.file, known.set(`${String(problem.start)} ${problem.message}`, problem));
    }
    if (analysis.limit !== undefined) {
      for (const deployment of deploymentsOfFiles(analysis.root)) limits.set(deployment.template.file, analysis.limit);
    }
  }
  return [...sources.values()].map((file) => ({
    file,
    findings: withSuppressions(file, findings.of(file.path), options).sort(byPlace),
    limit: limits.get(file.path),
    gaps: [...(gaps.get(file.path)?.values() ?? [])],
    problems: [...(problems.get(file.path)?.values() ?? [])],
    givenParameters: given.of(file.path),
    analyses: kept.get(file.path) ?? [],
  }));
}

/** The files that an analysis speaks of. */
function filesOf({ root, parameterFile }: Analysis): Set<string> {
  const files = new Set([...deploymentsOfFiles(root)].map((deployment) => deployment.template.file));
  if (parameterFile !== undefined) files.add(parameterFile);
  return files;
}

/** Findings without those that a comment switches off, and with the comments that switch nothing off. */
function withSuppressions(file: SourceFile, findings: readonly Finding[], options: AnalysisOptions): Finding[] {
  const { kept, unused } = applySuppressions(file, findings);
  const severity = options.severityOf?.(suppressionUnused.id, file.path) ?? suppressionUnused.severity;
  if (severity === 'off') return [...kept];
  const known = new Set((options.rules ?? allRules).map((rule) => rule.id));
  return [
    ...kept,
    ...unused.flatMap((one): Finding[] => {
      const key = one.rule === '' ? 'empty' : known.has(one.rule) ? 'unused' : 'unknown';
      // A rule that is switched off, and a file that was not read whole, may well have the finding.
      if (key === 'unused' && (file.incomplete !== undefined || options.severityOf?.(one.rule, file.path) === 'off'))
        return [];
      return [
        {
          rule: suppressionUnused.id,
          severity,
          certainty: 'definite',
          witness: [],
          message: (suppressionUnused.messages[key] ?? '').replace('{rule}', one.rule),
          cause: key,
          resource: '',
          file: file.path,
          start: one.start,
          end: one.end,
          related: [],
          fixes: [removeSuppression(file, one)],
        },
      ];
    }),
  ];
}

/** Removes the comment, with its line where it stands alone; of several ids only the one. */
function removeSuppression(file: SourceFile, one: Suppression): Fix {
  const { text, path } = file;
  const inComment = text.slice(one.comment.start, one.comment.end);
  const before = inComment.slice(0, one.start - one.comment.start);
  const after = inComment.slice(one.end - one.comment.start);
  let { start, end } = one.comment;
  const title = one.rule === '' ? 'Remove the comment' : `Remove the suppression of ${one.rule}`;
  if (one.rule !== '' && (/,\s*$/.test(before) || /^\s*,/.test(after))) {
    start = one.start - (/,?\s*$/.exec(before)?.[0].length ?? 0);
    end = one.end;
    if (!/,\s*$/.test(before)) {
      start = one.start;
      end = one.end + (/^\s*,\s*/.exec(after)?.[0].length ?? 0);
    }
  } else {
    const lineStart = text.lastIndexOf('\n', start - 1) + 1;
    const lineEnd = text.indexOf('\n', end);
    const alone =
      text.slice(lineStart, start).trim() === '' && text.slice(end, lineEnd < 0 ? text.length : lineEnd).trim() === '';
    if (alone) {
      start = lineStart;
      end = lineEnd < 0 ? text.length : lineEnd + 1;
    } else while (/[ \t]/.test(text.charAt(start - 1))) start--;
  }
  return { title, preferred: true, changes: [{ kind: 'replaceText', at: { file: path, start, end }, text: '' }] };
}

interface EntryPoint {
  readonly source: ArmSource | BicepSource;
  readonly parameterFile: string | undefined;
}

/** The templates that nothing in the set calls, with each of their parameter files. */
function entryPoints(
  project: Project,
  sources: ReadonlyMap<string, SourceFile>,
  options: AnalysisOptions,
): EntryPoint[] {
  const calls = new Map<string, Set<string>>();
  const parametersOf = new Map<string, Set<string>>();
  const templates = new Map<string, ArmSource | BicepSource>();
  const visit = (source: ArmSource | BicepSource): void => {
    if (templates.has(source.path)) return;
    templates.set(source.path, source);
    for (const reference of templateReferences(source.template)) {
      const path = resolvePath(source.path, reference.path);
      project.refer(source.path, path);
      if (path === source.path) continue;
      if (reference.kind === 'module') calls.set(source.path, (calls.get(source.path) ?? new Set()).add(path));
      const target = project.file(path);
      if (target?.kind === 'arm' || target?.kind === 'bicep') visit(target);
    }
  };
  for (const file of sources.values()) {
    if (file.kind === 'arm' || file.kind === 'bicep') visit(file);
    const template = templateOfParameters(project, file);
    if (template === undefined) continue;
    const known = parametersOf.get(template.path) ?? new Set<string>();
    parametersOf.set(template.path, known.add(file.path));
    visit(template);
  }
  const called = new Set([...calls.values()].flatMap((targets) => [...targets]));
  const alone = inCycles(templates.keys(), calls);
  const entries: EntryPoint[] = [];
  for (const source of templates.values()) {
    const given = options.parameterFiles?.(source.path);
    // In an order that does not depend on which of them was found first.
    const files = given ?? [...(parametersOf.get(source.path) ?? linkedParameters(project, source.path))].sort();
    // A module that is also deployed with a parameter file of its own is judged with that file too.
    if (called.has(source.path) && files.length === 0 && !alone.has(source.path)) continue;
    if (files.length === 0) entries.push({ source, parameterFile: undefined });
    for (const parameterFile of files) entries.push({ source, parameterFile });
  }
  return entries;
}

/** Templates that something calls only because they call each other: nothing from outside does, so each is judged alone. */
function inCycles(templates: Iterable<string>, calls: ReadonlyMap<string, ReadonlySet<string>>): ReadonlySet<string> {
  const called = new Set([...calls.values()].flatMap((targets) => [...targets]));
  const reached = new Set([...templates].filter((path) => !called.has(path)));
  for (const path of reached) for (const target of calls.get(path) ?? []) reached.add(target);
  return new Set([...called].filter((path) => !reached.has(path)));
}

/** `main.parameters.json` beside `main.json` or `main.bicep`. */
function linkedParameters(project: Project, template: string): string[] {
  const path = template.replace(/\.[^./]+$/, '.parameters.json');
  return project.file(path)?.kind === 'parameters' ? [path] : [];
}

/** The template that a parameter file belongs to: its `using`, or the template of its name. */
export function templateOfParameters(project: Project, file: SourceFile): ArmSource | BicepSource | undefined {
  if (file.kind === 'bicepparam') {
    const { using } = file.parameters;
    if (using === undefined || using === 'none') return undefined;
    const path = resolvePath(file.path, using.path);
    project.refer(file.path, path);
    const template = project.file(path);
    return template?.kind === 'arm' || template?.kind === 'bicep' ? template : undefined;
  }
  if (file.kind !== 'parameters') return undefined;
  const base = /^(.*)\.parameters(?:\.[^/]*)?\.json$/i.exec(file.path)?.[1];
  if (base === undefined) return undefined;
  for (const path of [`${base}.bicep`, `${base}.json`]) {
    const template = project.file(path);
    if (template?.kind === 'arm' || template?.kind === 'bicep') return template;
  }
  return undefined;
}
