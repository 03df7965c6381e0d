import { parseQuantity } from 'caloritron'
import type { DeviceNumber } from '../compute/protocol.ts'
import { typedText } from '../controls/typedText.ts'
import { listed, numbers } from '../state/document.ts'
import { drive } from '../state/drive.ts'

/** A range of a number of the device, as typed. */
export interface TypedRange {
  readonly path: string
  readonly from: string
  readonly to: string
}

/** Numbers that a comparison can go over: all but the drive. */
export function comparable(): readonly DeviceNumber[] {
  return listed.value.filter(({ path, group }) => path !== drive.value?.path && !group.startsWith('assumptions'))
}

/** Half to twice the present value, which is what one tries first. */
export function rangeAround(number: DeviceNumber): TypedRange {
  const { path, value, displayUnit, minimum, maximum, plausible } = number
  const shown = (each: number): string =>
    displayUnit === '' ? String(Number(each.toPrecision(3))) : typedText(Number(each.toPrecision(3)), number)
  const within = (each: number): number => Math.max(minimum ?? each, Math.min(maximum ?? each, each))
  const [first, last] = value === 0 ? [0, plausible[1]] : [value / 2, value * 2]
  return { path, from: shown(within(first)), to: shown(within(last)) }
}

/** Values of a range, evenly spaced on the scale of its declaration. */
export function valuesOf({ path, from, to }: TypedRange, count: number): number[] {
  const number = numbers.value.find((each) => each.path === path)
  if (number === undefined) throw new Error(`${path} is not a number of this device`)
  const [first, last] = [from, to].map((text) =>
    number.unit === '' ? Number(text) : parseQuantity(text, number.unit),
  ) as [number, number]
  if (!(Number.isFinite(first) && Number.isFinite(last)) || first === last)
    throw new Error('the range needs two different numbers')
  const log = number.scale === 'log' && first > 0 && last > 0
  return Array.from({ length: count }, (_, k) => {
    const part = k / (count - 1)
    return k === 0
      ? first
      : k === count - 1
        ? last
        : log
          ? first * (last / first) ** part
          : first + (last - first) * part
  })
}

/** Choice of a number and of its range. */
export function RangeFields({
  legend,
  value,
  onChange,
}: {
  readonly legend: string
  readonly value: TypedRange
  readonly onChange: (value: TypedRange) => void
}) {
  return (
    <>
      <label>
        {legend}
        <select
          value={value.path}
          onChange={(event) => {
            const number = comparable().find(({ path }) => path === event.currentTarget.value)
            if (number !== undefined) onChange(rangeAround(number))
          }}
        >
          {comparable().map(({ path, label }) => (
            <option key={path} value={path}>
              {label}
              {path.startsWith('materials') ? ' (material)' : ''}
            </option>
          ))}
        </select>
      </label>
      <label>
        from
        <input
          class="typed"
          value={value.from}
          aria-label={`${legend}: from`}
          onChange={(event) => onChange({ ...value, from: event.currentTarget.value })}
        />
      </label>
      <label>
        to
        <input
          class="typed"
          value={value.to}
          aria-label={`${legend}: to`}
          onChange={(event) => onChange({ ...value, to: event.currentTarget.value })}
        />
      </label>
    </>
  )
}
