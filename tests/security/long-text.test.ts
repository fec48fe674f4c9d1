import { describe, expect, it } from 'vitest';
import { commitFacts } from '../../src/io/git/commit-facts.ts';
import { licenseRequirements } from '../../src/model/licenses.ts';
import { parseReference } from '../../src/model/references.ts';
import { parseWhere } from '../../src/model/where.ts';
