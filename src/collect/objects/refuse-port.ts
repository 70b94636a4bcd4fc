import { isUnfilled, type Path, type Refuse } from './refuse-at.ts';

/** Refuses the number of a port that there is not. */
export function refusePortNumber(port: unknown, path: Path, refuse: Refuse): void {
  if (typeof port === 'number' && (port < 1 || port > 65_535)) refuse(path, 'a port is a number from 1 to 65535');
}

/** Refuses the name of a port that can be none. Source: k8s.io/apimachinery pkg/util/validation (IsValidPortName). */
export function refusePortName(name: unknown, path: Path, refuse: Refuse): void {
  if (typeof name !== 'string' || name === '') return;
  if (name.length <= 15 && /^(?=.*[a-z])[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name)) return;
  if (isUnfilled(name)) return;
  refuse(
    path,
    /^\d+$/.test(name)
      ? "it is text, and so the name of a port, which has a letter; a port's number is written without quotes"
      : 'the name of a port has at most 15 small letters, digits and single -, and at least one letter',
  );
}

/** Refuses a port that is neither a number nor a name of one (ValidatePortNumOrName). */
export function refusePort(port: unknown, path: Path, refuse: Refuse): void {
  refusePortNumber(port, path, refuse);
  refusePortName(port, path, refuse);
}
