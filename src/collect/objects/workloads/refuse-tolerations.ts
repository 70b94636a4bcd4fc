import { isLabelKey, isLabelValue } from '../../../estate/label.ts';
import type { Raw } from '../fields.ts';
import { eachIn, isLeftOut, isUnfilled, type Path, type Refuse, refuseWord } from '../refuse-at.ts';

const operators = ['Equal', 'Exists', 'Lt', 'Gt'];
const effects = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];

/** Refuses tolerations that tolerate nothing. Source: k8s.io/kubernetes pkg/apis/core/validation (ValidateTolerations). */
export function refuseTolerations(spec: Raw, path: Path, refuse: Refuse): void {
  eachIn(spec, 'tolerations', path, ({ key, operator, value, effect, tolerationSeconds }, at) => {
    refuseWord(operator, [...at, 'operator'], operators, refuse);
    refuseWord(effect, [...at, 'effect'], effects, refuse);
    if (typeof key === 'string' && key !== '' && !isLabelKey(key) && !isUnfilled(key))
      refuse([...at, 'key'], 'it is no name of a taint');
    if (isLeftOut(key) && (isLeftOut(operator) || operator === 'Equal'))
      refuse.together([...at, 'operator'], 'without a key it must be Exists');
    if (operator === 'Exists' && !isLeftOut(value)) refuse.together([...at, 'value'], 'Exists takes none');
    if ((isLeftOut(operator) || operator === 'Equal') && typeof value === 'string' && !isLabelValue(value))
      if (!isUnfilled(value)) refuse([...at, 'value'], 'it is no value of a taint');
    const endsNone = isLeftOut(effect) || effect === 'NoSchedule' || effect === 'PreferNoSchedule';
    if (endsNone && !isLeftOut(tolerationSeconds))
      refuse.together([...at, 'effect'], 'beside tolerationSeconds it must be NoExecute');
  });
}
