import { LineCounter, parseDocument } from 'yaml';
import { AttackMappingsError } from '../errors.ts';
import { validator } from '../formats/json-schema.ts';
import type { Pipeline } from '../generated/pipeline.ts';
import { validate as isPipeline } from '../generated/pipeline.validate.ts';

/** A pipeline file, read and checked. */
export interface LoadedPipeline {
  readonly name: string;
  readonly settings: Pipeline;
}

const validate = validator(isPipeline);

/** The text of a pipeline file as settings. Throws `config` with every finding at its line and column. */
export function loadPipeline(name: string, text: string, subject: string): LoadedPipeline {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: true,
  });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return `${subject}:${line}:${col}`;
  };
  const broken = document.errors.map((error) => `${at(error.pos[0])}: ${error.message}`);
  if (broken.length > 0) throw new AttackMappingsError('config', subject, broken.join('\n'));

  const settings = toPlain(document, subject);
  const findings = validate(settings).map(({ pointer, message }) => {
    const node = document.getIn(pointerPath(pointer), true) as { range?: [number] } | undefined;
    return `${at(node?.range?.[0] ?? 0)}: ${pointer === '' ? 'the pipeline' : pointer.slice(1).replaceAll('/', '.')}: ${message}`;
  });
  if (findings.length > 0) throw new AttackMappingsError('config', subject, findings.join('\n'));
  return { name, settings: settings as Pipeline };
}

function toPlain(document: ReturnType<typeof parseDocument>, subject: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    throw new AttackMappingsError('config', subject, `${subject}: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

function pointerPath(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}
