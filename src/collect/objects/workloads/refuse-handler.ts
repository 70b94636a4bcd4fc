import { isRaw, type Raw } from '../fields.ts';
import { isLeftOut, type Path, type Refuse, refuseWord } from '../refuse-at.ts';
import { refusePort } from '../refuse-port.ts';

/** How long a pod has to end, where it does not say so. */
const graceByDefault = 30;

/**
 * Refuses what a probe or a hook does: nothing, two things, a request without a port, a command of no words, a sleep longer than its pod has to end.
 * Source: k8s.io/kubernetes pkg/apis/core/validation (validateHandler).
 */
export function refuseHandler(
  handler: Raw,
  handlers: readonly string[],
  { path, grace, refuse }: { readonly path: Path; readonly grace: unknown; readonly refuse: Refuse },
): void {
  const written = handlers.filter((key) => !isLeftOut(handler[key]));
  const [first, second] = written;
  if (first === undefined)
    return refuse.missing([...path, handlers[0] as string], `one of ${handlers.join(', ')} must say what is done`);
  if (second !== undefined) refuse.together([...path, second], `it may not stand beside ${first}`);
  const { httpGet, tcpSocket, exec, sleep } = handler;
  if (isRaw(httpGet)) {
    refuseWord(httpGet['scheme'], [...path, 'httpGet', 'scheme'], ['HTTP', 'HTTPS'], refuse);
    refuseHandlerPort(httpGet, [...path, 'httpGet', 'port'], refuse);
  }
  if (isRaw(tcpSocket)) refuseHandlerPort(tcpSocket, [...path, 'tcpSocket', 'port'], refuse);
  if (isRaw(exec) && isNothing(exec['command'])) refuse.missing([...path, 'exec', 'command']);
  if (isRaw(sleep)) refuseSleep(sleep, grace ?? graceByDefault, [...path, 'sleep', 'seconds'], refuse);
}

function refuseHandlerPort({ port }: Raw, path: Path, refuse: Refuse): void {
  if (isLeftOut(port)) refuse.missing(path);
  else refusePort(port, path, refuse);
}

function refuseSleep({ seconds }: Raw, grace: unknown, path: Path, refuse: Refuse): void {
  if (typeof seconds !== 'number') return;
  if (seconds < 0) refuse(path, 'it is below zero');
  if (typeof grace === 'number' && grace >= 0 && seconds > grace)
    refuse.together(path, `it is longer than the pod has to end, ${grace} seconds (terminationGracePeriodSeconds)`);
}

function isNothing(list: unknown): boolean {
  return list === undefined || list === null || (Array.isArray(list) && list.length === 0);
}
