import { isRaw, type Raw } from '../fields.ts';
import { labelRule, isNamedBy, subdomainRule } from '../name-rule.ts';
import { eachIn, isBlank, isLeftOut, isUnfilled, type Path, type Refuse, refuseWord } from '../refuse-at.ts';
import { refusePortName, refusePortNumber } from '../refuse-port.ts';
import { readRange } from '../../../estate/address-range.ts';

/**
 * Refuses an Ingress with nothing behind it, of a host that is none, with a path of no type (`v1beta1` had a default for it) or that is none, or with a
 * backend as it was written then. Source: k8s.io/kubernetes pkg/apis/networking/validation (ValidateIngressSpec).
 */
export function refuseIngress(spec: Raw, refuse: Refuse): void {
  const { rules, defaultBackend } = spec;
  if (isLeftOut(defaultBackend) && (isLeftOut(rules) || (Array.isArray(rules) && rules.length === 0)))
    refuse.missing(['spec', 'rules'], 'and no defaultBackend either');
  if (isRaw(defaultBackend)) refuseBackend(defaultBackend, ['spec', 'defaultBackend'], refuse);
  eachIn(spec, 'rules', ['spec'], ({ host, http }, path) => {
    refuseHost(host, [...path, 'host'], refuse);
    if (typeof host === 'string' && readRange(`${host}/32`) !== null)
      refuse([...path, 'host'], 'a host is a name, and no address');
    if (!isRaw(http)) return;
    const { paths } = http;
    if (isLeftOut(paths) || (Array.isArray(paths) && paths.length === 0)) refuse.missing([...path, 'http', 'paths']);
    eachIn(http, 'paths', [...path, 'http'], (one, at) => refusePath(one, at, refuse));
  });
  eachIn(spec, 'tls', ['spec'], ({ hosts }, path) => {
    if (Array.isArray(hosts))
      hosts.forEach((host: unknown, index) => refuseHost(host, [...path, 'hosts', index], refuse));
  });
}

function refuseHost(host: unknown, path: Path, refuse: Refuse): void {
  if (typeof host !== 'string' || host === '' || isUnfilled(host) || isBlank(host)) return;
  const name = host.startsWith('*.') ? host.slice(2) : host;
  if (!isNamedBy(subdomainRule, name))
    refuse(path, `a host has ${subdomainRule.words}; a * stands for its first part only`);
}

function refusePath(written: Raw, at: Path, refuse: Refuse): void {
  const { path, pathType, backend } = written;
  if (isLeftOut(pathType)) refuse.missing([...at, 'pathType'], 'it must be Exact, Prefix or ImplementationSpecific');
  refuseWord(pathType, [...at, 'pathType'], ['Exact', 'Prefix', 'ImplementationSpecific'], refuse);
  const isStrict = pathType === 'Exact' || pathType === 'Prefix';
  if (isLeftOut(path)) {
    if (isStrict) refuse.missing([...at, 'path'], `the pathType ${pathType} needs one`);
  } else if (typeof path === 'string' && !isUnfilled(path)) {
    if (!path.startsWith('/')) refuse([...at, 'path'], 'it must start with /');
    else if (isStrict && /\/\/|\/\.\.?(?:\/|$)|%2f/i.test(path))
      refuse([...at, 'path'], 'it may have no //, /. or /.. in it');
  }
  refuseBackend(isRaw(backend) ? backend : {}, [...at, 'backend'], refuse);
}

function refuseBackend({ service, resource }: Raw, path: Path, refuse: Refuse): void {
  if (isLeftOut(service) && isLeftOut(resource))
    return refuse.missing([...path, 'service'], 'it is what stands behind');
  if (!isRaw(service)) return;
  if (!isLeftOut(resource)) refuse.together([...path, 'resource'], 'it may not stand beside a service');
  const { name, port } = service;
  const at = [...path, 'service'];
  if (isLeftOut(name)) refuse.missing([...at, 'name']);
  else if (typeof name === 'string' && !isNamedBy(labelRule, name) && !isUnfilled(name) && !isBlank(name))
    refuse([...at, 'name'], `a name has ${labelRule.words}`);
  const { name: portName, number } = isRaw(port) ? port : {};
  const hasNumber = !isLeftOut(number) && number !== 0;
  if (isLeftOut(portName) && !hasNumber) refuse.missing([...at, 'port'], 'it must have a name or a number');
  else if (!isLeftOut(portName) && hasNumber) refuse.together([...at, 'port'], 'it may not have a name and a number');
  refusePortName(portName, [...at, 'port', 'name'], refuse);
  if (hasNumber) refusePortNumber(number, [...at, 'port', 'number'], refuse);
}
