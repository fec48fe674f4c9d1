import { isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
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
  const findings = validate(settings).map(({ pointer, member, message }) => {
    const where = pointer === '' ? 'the pipeline' : pointer.slice(1).replaceAll('/', '.');
    return `${at(offsetOf(document, pointerPath(pointer), member))}: ${where}: ${message}`;
  });
  if (findings.length > 0) throw new AttackMappingsError('config', subject, findings.join('\n'));
  return { name, settings: settings as Pipeline };
}

/** Where a value begins, or the name of a member that should not be there. */
function offsetOf(
  document: ReturnType<typeof parseDocument>,
  path: readonly string[],
  member: string | undefined,
): number {
  const node = path.length === 0 ? document.contents : document.getIn(path, true);
  if (member !== undefined && isMap(node)) {
    const pair = node.items.find(({ key }) => isScalar(key) && key.value === member);
    if (isScalar(pair?.key) && pair.key.range) return pair.key.range[0];
  }
  return isNode(node) && node.range ? node.range[0] : 0;
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
