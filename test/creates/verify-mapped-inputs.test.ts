import { openBench } from '../helpers/sandbox.ts';
import { standardHeaders } from '../helpers/sign.ts';
import { type Fields, now, SVIX, verifyOn } from './genuine.ts';

const bench = openBench();
const verify = (input: Fields) => verifyOn(bench, input);
const raw_body = '{"id": 1}';
const genuine = () => standardHeaders(SVIX, { id: 'msg_1', timestamp: now(), body: raw_body });

describe.each(['stop', 'continue'])('what a sender can put into a mapped field, with the choice “%s”', (on_failure) => {
  test('a signature for a provider with several headers halts, and the error says what to do', async () => {
    for (const headers of [undefined, '{}', JSON.stringify(genuine())]) {
      const { error, message } = await verify({ provider: 'buildr', raw_body, headers, signature: 'x', on_failure });
      expect([error, message]).toEqual([
        'HaltedError',
        'Buildr signs with more than one header. Clear “Signature or Token” and enter svix-id, svix-timestamp, svix-signature in “Headers”.',
      ]);
    }
  });

  test.each(['', ' ', null, undefined])('an empty signature (%j) changes nothing', async (signature) => {
    const headers = JSON.stringify(genuine());
    const { error, output } = await verify({ provider: 'buildr', raw_body, headers, signature, on_failure });
    expect([error, output['verified']]).toEqual([undefined, true]);
  });

  test.each([[{ id: 1 }], [['{}']], [7], [true]])('a body that is not text (%j) halts', async (parsed) => {
    for (const provider of ['buildr', 'basekit', 'freshpaint', 'firespring']) {
      const { error, message } = await verify({ provider, raw_body: parsed, on_failure });
      expect([error, message]).toEqual([
        'HaltedError',
        '“Raw Body” is not text. Map the field Raw Body of the step Catch Raw Hook.',
      ]);
    }
  });
});
