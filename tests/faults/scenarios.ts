import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';

/** One request that a scenario may answer in its own way. */
interface Asked {
  readonly path: string;
  /** The same with its query. */
  readonly target: string;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** What a sound server would send. */
  readonly body: Buffer;
  /** 1 for the first request of this path. */
  readonly count: number;
  /** As http://127.0.0.1:1234, of a server that no pipeline names. */
  readonly elsewhere: string;
}

/** Answers, or returns false to let the sound server do it. */
type Misbehave = (asked: Asked) => boolean | Promise<boolean>;

export interface Scenario {
  readonly misbehave: Misbehave;
  /** What a run says when it does not come through; without it the run succeeds. */
  readonly fails?: RegExp;
  /** True: only one document suffers, and all others are built. */
  readonly isOne?: boolean;
}

/** Between the drops of a slow body. */
const DAWDLE_MS = 40;

const atFirst =
  (answer: Misbehave, times = 1): Misbehave =>
  (asked) =>
    asked.count <= times ? answer(asked) : false;

function send(status: number, headers: Record<string, string>, text: string | Buffer = '') {
  return ({ response }: Asked) => {
    response.writeHead(status, headers).end(text);
    return true;
  };
}

/** Sends part of the body and then, if it is not `silent`, ends the connection. */
function breakOff(share: number, isSilent: boolean): Misbehave {
  return ({ response, body }) => {
    response.writeHead(200, { 'content-length': String(body.length) });
    response.write(body.subarray(0, Math.floor(body.length * share)), () => {
      if (!isSilent) response.destroy();
    });
    return true;
  };
}

/** No answer at all. */
const silent: Misbehave = () => true;

const shortened: Misbehave = ({ response, body }) => {
  response.socket?.end(
    `HTTP/1.1 200 OK\r\nContent-Length: ${body.length + 100}\r\n\r\n${body.toString('latin1')}`,
    'latin1',
  );
  return true;
};

const redirectTo =
  (where: (asked: Asked) => string): Misbehave =>
  (asked) =>
    send(302, { location: where(asked) })(asked);

async function slowly({ response, body }: Asked): Promise<boolean> {
  response.writeHead(200, { 'content-length': String(body.length) });
  const size = Math.ceil(body.length / 5);
  for (let start = 0; start < body.length; start += size) {
    response.write(body.subarray(start, start + size));
    await sleep(DAWDLE_MS);
  }
  response.end();
  return true;
}

/** What every run of the tests plays; ATTACK_MAPPINGS_LONG=1 plays all. */
const SHORT = [
  'a body that stalls the first time',
  'reset in the middle',
  'a length that is too large',
  'an encoding that is not that of the body',
  'flapping 500, 502, 503, 504',
  'a storm of 429 with Retry-After',
  'an ETag that is another every time',
  'a redirect to a host that no pipeline names',
  '503 for ever',
  'one document resets for ever',
];

/** Scenarios to play, by name: those named, or all in the long form. */
export function chosenScenarios(names: readonly string[] = SHORT): [string, Scenario][] {
  const isLong = process.env.ATTACK_MAPPINGS_LONG === '1';
  return Object.entries(SCENARIOS).filter(([name]) => isLong || names.includes(name));
}

/** What a server can do wrong to every path, and what a run makes of it. */
export const SCENARIOS: Readonly<Record<string, Scenario>> = {
  'every answer comes in drops': { misbehave: slowly },
  'no answer the first time': {
    misbehave: atFirst((asked) => isFew(asked.path) && silent(asked)),
  },
  'a body that stalls the first time': {
    misbehave: atFirst((asked) => isFew(asked.path) && breakOff(0.5, true)(asked)),
  },
  'reset before the first byte': {
    misbehave: atFirst(({ response }) => !response.destroy().closed),
  },
  'reset at the first byte': { misbehave: atFirst(breakOff(0, false)) },
  'reset in the middle': { misbehave: atFirst(breakOff(0.5, false), 2) },
  'reset before the last byte': { misbehave: atFirst(breakOff(0.999, false), 3) },
  'a length that is too large': { misbehave: atFirst(shortened) },
  'an encoding that is not that of the body': {
    misbehave: atFirst((asked) => send(200, { 'content-encoding': 'gzip' }, asked.body)(asked)),
  },
  'a compressed body that is cut': {
    misbehave: atFirst((asked) =>
      send(200, { 'content-encoding': 'gzip' }, gzipSync(asked.body).subarray(0, -9))(asked),
    ),
  },
  'flapping 500, 502, 503, 504': {
    misbehave: atFirst(
      (asked) => send(499 + asked.count + (asked.count > 1 ? 1 : 0), {})(asked),
      4,
    ),
  },
  'a storm of 429 with Retry-After': {
    misbehave: atFirst((asked) => send(429, { 'retry-after': '2' })(asked), 3),
  },
  'an ETag that is another every time': {
    misbehave: (asked) =>
      send(
        200,
        { etag: `"${asked.path}-${asked.request.socket.remotePort}-${asked.count}"` },
        asked.body,
      )(asked),
  },
  '304 to a question that nobody asked': { misbehave: atFirst(send(304, {})) },
  'a redirect on the same host': {
    misbehave: atFirst(
      redirectTo(({ target }) => `${target}${target.includes('?') ? '&' : '?'}moved=1`),
    ),
  },
  'a redirect in a circle': {
    misbehave: redirectTo(({ target }) => target),
    fails: /redirect loop/,
  },
  'a redirect to a host that no pipeline names': {
    misbehave: redirectTo(({ path, elsewhere }) => `${elsewhere}${path}`),
    fails:
      /expected one of the hosts that the pipeline names .*where \S+ redirects to.*add the host/,
  },
  'a redirect to nowhere': {
    misbehave: send(302, {}),
    fails: /expected a redirect to name where to, found none/,
  },
  '503 for ever': {
    misbehave: send(503, {}),
    fails: /found 503 Service Unavailable after 5 attempts: check the network/,
  },
  '429 that asks for more time than there is': {
    misbehave: send(429, { 'retry-after': '3600' }),
    fails: /found 429 .*3600 s, does not fit into the 300 s that a document may take/,
  },
  'one document resets for ever': {
    misbehave: (asked) => isOneDocument(asked.path) && breakOff(0.5, false)(asked),
    fails: /the body broke off \(\w+\) after 5 attempts: check the network/,
    isOne: true,
  },
  'one document never answers': {
    misbehave: (asked) => isOneDocument(asked.path) && silent(asked),
    fails: /no answer from \S+ \(UND_ERR_HEADERS_TIMEOUT\) after 5 attempts/,
    isOne: true,
  },
  'one document is never what its encoding says': {
    misbehave: (asked) =>
      isOneDocument(asked.path) && send(200, { 'content-encoding': 'br' }, asked.body)(asked),
    fails: /the compressed body is damaged \(\w+\) after 5 attempts/,
    isOne: true,
  },
};

function isOneDocument(path: string): boolean {
  return /\/gcp[^/]*_attack-16\.1-enterprise\.json$/.test(path);
}

/** A document and the listing: each silence takes the time of a deadline. */
function isFew(path: string): boolean {
  return isOneDocument(path) || path.includes('tree');
}
