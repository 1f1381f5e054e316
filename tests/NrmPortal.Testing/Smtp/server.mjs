// A real SMTP server for tests. Prints one JSON object a line: {"port"}, then {"at": "connect" | "data" | "mail", ...}.
// SMTP_TLS: "starttls" or "implicit", with SMTP_KEY and SMTP_CERT; then nobody sends without a login.
// Reads commands, one a line: "refuse N CODE" (the next N letters), "hold connect|rcpt|begun|data" (do not answer there), "open" (answer again).
import { createInterface } from 'node:readline';
import { SMTPServer } from 'smtp-server';

let refusals = 0, code = 451, held = '';
const waiting = [];
const say = (what) => process.stdout.write(JSON.stringify(what) + '\n');
const pass = (where, go) => { say({ at: where }); if (held !== where) return go(); say({ at: 'held' }); waiting.push(go); };

const { SMTP_TLS: tls = 'none', SMTP_KEY: key, SMTP_CERT: cert } = process.env;
const safe = tls === 'none' ? { authOptional: true, disabledCommands: ['STARTTLS'] } : { authOptional: false, secure: tls === 'implicit', key, cert };
const server = new SMTPServer({
  ...safe, logger: false, closeTimeout: 200,
  onAuth: (auth, session, done) => {
    say({ at: session.secure ? 'login' : 'login in the open' });
    return auth.username === 'portal' && auth.password === 'right' ? done(null, { user: auth.username }) : done(new Error('wrong'));
  },
  onConnect: (_session, done) => pass('connect', () => done()),
  onRcptTo: (address, _session, done) => {
    if (refusals === 0) return pass('rcpt', () => done());
    refusals--;
    say({ at: 'refused', to: address.address });
    done(Object.assign(new Error(`No <${address.address}> today`), { responseCode: code }));
  },
  onData: (stream, session, done) => {
    // DATA was said: its answer, on which the letter would follow, is the next that is sent.
    const line = [...server.connections].find((c) => c.id === session.id);
    line.send = (...answer) => { delete line.send; pass('begun', () => line.send(...answer)); };
    const parts = [];
    stream.on('data', (part) => parts.push(part));
    stream.on('end', () => {
      // Taken: from here on the letter is the server's, whether or not the answer arrives.
      if (session.secure && session.user) say({ at: 'safe' });
      say({ at: 'mail', to: session.envelope.rcptTo.map((r) => r.address), raw: Buffer.concat(parts).toString('latin1') });
      pass('data', () => done());
    });
  },
});
server.on('error', () => {});
server.listen(0, '127.0.0.1', () => say({ port: server.server.address().port }));

createInterface({ input: process.stdin }).on('line', (line) => {
  const [verb, what, number] = line.split(' ');
  if (verb === 'refuse') [refusals, code] = [Number(what), Number(number)];
  if (verb === 'hold') held = what;
  if (verb === 'open') { held = ''; for (const go of waiting.splice(0)) go(); }
}).on('close', () => process.exit());
