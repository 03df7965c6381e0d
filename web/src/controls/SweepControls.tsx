import { parseQuantity } from 'caloritron'
import { useState } from 'preact/hooks'
import { driveAxis, setValue } from '../state/document.ts'
import { typedText } from './typedText.ts'

/** Range and number of points of the drive. */
export function SweepControls() {
  const axis = driveAxis.value!
  const { path, from, to, points, description } = axis
  const { unit, label } = description
  const [problem, setProblem] = useState<string | null>(null)
  const enter = (key: 'from' | 'to', typed: string): void => {
    try {
      const value = unit === '' ? Number(typed) : parseQuantity(typed, unit)
      if (!Number.isFinite(value)) throw new Error(`must be a number, got "${typed}"`)
      setProblem(null)
      void setValue(`sweep.${path}.${key}`, unit === '' ? value : typedText(value, description))
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error))
    }
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
  return (
    <fieldset class="sweep">
      <legend>
        drive <small>{label}</small>
      </legend>
      <div class="limits">
        {field('from', typedText(from, description), (typed) => enter('from', typed))}
        {field('to', typedText(to, description), (typed) => enter('to', typed))}
        {field(
          'points',
          String(points),
          (typed) => void setValue(`sweep.${path}.points`, Math.max(2, Math.round(Number(typed)) || points)),
        )}
      </div>
      {problem !== null && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
    </fieldset>
  )
}
