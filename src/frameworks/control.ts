/**
 * How much of a control a tool can know. `technical`: machine evidence is possible; `mixed`: of the platform's part it is, the rest is a process or a
 * document; `organisational`: only people can say it; `physical`: the data centre's or the cloud's; `out-of-scope`: devices, applications, payment flows.
 */
export type ControlKind = 'technical' | 'mixed' | 'organisational' | 'physical' | 'out-of-scope';

/** A control of a framework, under the framework's own number. */
export interface Control {
  readonly id: string;
  readonly kind: ControlKind;
  readonly title: string;
}
