import { parseQuantity } from 'caloritron'
import { useState } from 'preact/hooks'
import type { DeviceNumber, FileValue } from '../compute/protocol.ts'
import { device, driveAxis, listed, numbers, setValue, setValues } from '../state/document.ts'
import { typedText } from './typedText.ts'

const defaultPoints = 201

/** A range that shows what a number does: about its value, over decades where its quantity spans them. */
function rangeOf(number: DeviceNumber): FileValue {
  const { value, plausible, scale, exclusiveMinimum, minimum, displayUnit } = number
  const write = (each: number): FileValue =>
    displayUnit === '' ? Number(each.toPrecision(6)) : typedText(Number(each.toPrecision(6)), number)
  if (scale === 'log' && value > 0)
    return { from: write(value / 10), to: write(value * 10), points: defaultPoints, scale: 'log' }
  const to = value > 0 ? Math.min(3 * value, number.maximum ?? Number.POSITIVE_INFINITY) : plausible[1]
  const from = exclusiveMinimum ? to / 100 : Math.max(minimum ?? 0, 0)
  return { from: write(from), to: write(to), points: defaultPoints }
}

/** What is turned, its range, its scale and number of points. */
export function SweepControls() {
  const axis = driveAxis.value!
  const { path, from, to, points, scale, description, declared } = axis
  const { unit, label } = description
  const [problem, setProblem] = useState<string | null>(null)
  const put = (key: string, value: FileValue): void => {
    setProblem(null)
    if (declared) void setValue(`sweep.${path}.${key}`, value)
    else {
      const write = (each: number): FileValue => (unit === '' ? each : typedText(each, description))
      void setValue(`sweep.${path}`, { from: write(from), to: write(to), points, [key]: value })
    }
  }
  const enter = (key: 'from' | 'to', typed: string): void => {
    try {
      const value = unit === '' ? Number(typed) : parseQuantity(typed, unit)
      if (!Number.isFinite(value)) throw new Error(`must be a number, got "${typed}"`)
      put(key, unit === '' ? value : typedText(value, description))
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error))
    }
  }
  const turn = (next: string): void => {
    const number = numbers.peek().find((each) => each.path === next)
    if (number === undefined) return
    const last = device.value?.sweep.at(-1)
    void setValues([
      { path: `sweep.${next}`, value: rangeOf(number) },
      ...(last === undefined || last.path === next ? [] : [{ path: `sweep.${last.path}`, value: null }]),
    ])
  }
  const field = (name: string, value: string, onEnter: (typed: string) => void) => (
    <label>
      <span>{name}</span>
      <input
        type="text"
        value={value}
        spellcheck={false}
        autocomplete="off"
        data-path={`sweep.${name}`}
        onChange={(event) => onEnter(event.currentTarget.value)}
      />
    </label>
  )
  const turnable = listed.value.filter(({ group }) => !group.startsWith('assumptions'))
  return (
    <fieldset class="sweep">
      <legend>drive</legend>
      <div class="control choice">
        <label for="drive-path" title="What is turned while one looks: the last swept path of the file">
          <span class="name">turned</span>
        </label>
        <select id="drive-path" value={path} data-path="sweep" onChange={(event) => turn(event.currentTarget.value)}>
          {!turnable.some((each) => each.path === path) && <option value={path}>{label}</option>}
          {turnable.map((each) => (
            <option key={each.path} value={each.path}>
              {each.label}
            </option>
          ))}
        </select>
      </div>
      <div class="limits">
        {field('from', typedText(from, description), (typed) => enter('from', typed))}
        {field('to', typedText(to, description), (typed) => enter('to', typed))}
        {field('points', String(points), (typed) => put('points', Math.max(2, Math.round(Number(typed)) || points)))}
        <label>
          <span>scale</span>
          <select value={scale} data-path="sweep.scale" onChange={(event) => put('scale', event.currentTarget.value)}>
            <option value="linear">linear</option>
            <option value="log">log</option>
          </select>
        </label>
      </div>
      {problem !== null && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
    </fieldset>
  )
}
