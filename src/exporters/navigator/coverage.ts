import type { CoverageCounts, MappingSet } from '../../generated/mapping-set.ts';
import { cappedList } from '../../model/capped-list.ts';
import type { CoveredTechnique, SetCoverage, TechniqueState } from '../../model/coverage.ts';
import { shareText } from '../../model/coverage-share.ts';
import type { LayerContent } from './build-layer.ts';
import { type CapabilityNames, countedIds } from './capability-list.ts';
import { type LayerTechnique, metadataItems } from './layer.ts';
import { otherIdsFacts, otherIdsNote } from './other-ids.ts';

/** A rationale in a tooltip. */
const MOST_COMMENT = 200;

interface Shown {
  readonly label: string;
  readonly color: string;
}

/** Blue, orange and greys: hue and brightness part them for colour-blind readers too. */
const STATES: Readonly<Record<TechniqueState, Shown>> = {
  mapped: { label: 'mapped', color: '#5a9bd4' },
  non_mappable: { label: 'non-mappable', color: '#e8a33d' },
  not_assessed: { label: 'not assessed', color: '#a6a6a6' },
  not_mapped: { label: 'not mapped', color: '#ececec' },
};
const ALL = Object.entries(STATES) as [TechniqueState, Shown][];

const MEANING =
  'Colour: mapped, a capability is mapped to the technique; non-mappable, the framework says that none can be; not assessed, the mappings are older than the technique; not mapped, none of these, which does not say that no capability helps.';

/** Every living technique in the colour of its state, without scores: what is said, and what is not. */
export function coverageLayer(
  set: MappingSet,
  coverage: SetCoverage,
  names: CapabilityNames,
): LayerContent {
  const { techniques, summary } = coverage;
  const opened = openedParents(techniques);
  const madeFor = set.migrations?.[0]?.from.version;
  return {
    kind: 'coverage',
    subject: 'Coverage:',
    meaning: MEANING,
    meaningOf: 'colours',
    facts: [
      ...ALL.map(([state, { label }]): [string, string] => [
        label,
        shares(state, summary.techniques, summary.rolled_up),
      ]),
      [
        'both mapped and non-mappable, shown as mapped',
        cappedList(summary.mapped_and_non_mappable ?? []),
      ],
    ],
    legend: ALL.map(([, shown]) => shown),
    techniques: techniques.map((covered) =>
      entryOf(covered, opened.has(covered.technique.id), madeFor, names),
    ),
  };
}

/** `105 of 656 techniques and sub-techniques (16.0 %), …`: every percentage with what it is of. */
function shares(state: TechniqueState, each: CoverageCounts, rolledUp: CoverageCounts): string {
  const all = shareText(each[state], each.total, 'techniques and sub-techniques');
  const parents = shareText(rolledUp[state], rolledUp.total);
  return `${all}, revoked and deprecated ones left out; rolled up to techniques: ${parents}`;
}

/** A folded parent hides a sub-technique whose state is not its own. */
function openedParents(techniques: readonly CoveredTechnique[]): Set<string> {
  const states = new Map(techniques.map(({ technique, state }) => [technique.id, state]));
  const opened = new Set<string>();
  for (const { technique, state } of techniques) {
    if (technique.parent === undefined) continue;
    const own = states.get(technique.parent);
    if (own !== undefined && own !== state) opened.add(technique.parent);
  }
  return opened;
}

function entryOf(
  covered: CoveredTechnique,
  opened: boolean,
  madeFor: string | undefined,
  names: CapabilityNames,
): LayerTechnique {
  const { technique, state, mapped, nonMappable } = covered;
  const comments = [...new Set(nonMappable.flatMap(({ comments = [] }) => comments))];
  const facts = metadataItems([
    ...(mapped ? otherIdsFacts(mapped) : []),
    ['also stated', mapped && nonMappable.length > 0 ? 'non-mappable' : undefined],
    ['comment on non-mappable', cappedList(comments)],
  ]);
  return {
    techniqueID: technique.id,
    color: STATES[state].color,
    comment: reason(covered, comments, madeFor, names),
    ...(opened ? { showSubtechniques: true } : {}),
    ...(facts.length > 0 ? { metadata: facts } : {}),
  };
}

/** Why a technique is in its state. */
function reason(
  { state, mapped, nonMappable }: CoveredTechnique,
  comments: readonly string[],
  madeFor: string | undefined,
  names: CapabilityNames,
): string {
  if (mapped) {
    const ids = countedIds(mapped.capabilities.map((identity) => names.id(identity)));
    const both = nonMappable.length > 0 ? '. The set calls it non-mappable as well' : '';
    return `Mapped to ${ids}${both}${otherIdsNote(mapped)}`;
  }
  if (state === 'non_mappable') {
    const why = comments.length === 0 ? '' : `: ${cappedList(comments, MOST_COMMENT)}`;
    return `Non-mappable: the framework says that no capability can be mapped to it${why}`;
  }
  if (state === 'not_assessed') {
    const release = madeFor === undefined ? 'an earlier ATT&CK release' : `ATT&CK ${madeFor}`;
    return `Not assessed: the mappings were made for ${release}, and their authors could not know this technique`;
  }
  return 'Not mapped: no capability is mapped to it, and nothing says that none can be';
}
