import { parseQuantity } from 'caloritron'
import { useEffect, useId, useRef, useState } from 'preact/hooks'
import type { DeviceNumber } from '../compute/protocol.ts'
import { generation, refusal, setNumber } from '../state/document.ts'
import { reading } from '../ui/format.ts'
import { SymbolText } from '../ui/SymbolText.tsx'
import { LeaveOut } from './LeaveOut.tsx'
import { sliderRange } from './range.ts'
import { typedText } from './typedText.ts'

const steps = 400

/** A number of the device: slider, and a field that takes any unit. */
export function NumberControl({
  number,
  removable = false,
}: {
  readonly number: DeviceNumber
  /** Whether the file may leave it out. */
  readonly removable?: boolean
}) {
  const { path, value, unit, label, symbol, description } = number
  const id = useId()
  const home = useRef({ value, generation: generation.value })
  if (home.current.generation !== generation.value) home.current = { value, generation: generation.value }
  let range = sliderRange(number, home.current.value)
  if (value < range.from * (1 - 1e-9) || value > range.to * (1 + 1e-9)) {
    home.current = { value, generation: generation.value }
    range = sliderRange(number, value)
  }
  const { from, to, log } = range
  const place = log ? Math.log(value / from) / Math.log(to / from) : (value - from) / (to - from)
  const slide = (event: Event): void => {
    const part = Number((event.currentTarget as HTMLInputElement).value) / steps
    const next = log ? from * (to / from) ** part : from + (to - from) * part
    setNumber(path, Number(next.toPrecision(log ? 3 : 4)))
  }
  const [draft, setDraft] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const refused = refusal.value !== null && refusal.value.path === path ? refusal.value.message : null
  useEffect(() => setProblem(null), [value])
  const enter = (typed: string): void => {
    setDraft(null)
    if (typed.trim() === '' || typed === typedText(value, number)) {
      setProblem(null)
      return
    }
    try {
      // A number without a unit means the one that stood there.
      const bare = /^[\s+\-−\d.eE]*$/.test(typed)
      const next =
        unit === ''
          ? Number(typed)
          : parseQuantity(bare ? `${typed} ${shownUnit(typedText(value, number))}` : typed, unit)
      if (!Number.isFinite(next)) throw new Error(`must be a number, got "${typed}"`)
      setProblem(null)
      setNumber(path, next)
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error))
    }
  }
  const own = label.replace(/ of .*$/, '')
  // Numbers of a group in a part: the temperature of its step.
  const name = path.split('.').length > 3 ? `${path.split('.').at(-2)} ${own}` : own
  const shown = reading(value, unit === '' ? '1' : unit)
  const complaint = problem ?? refused
  return (
    <div class={removable ? 'control removable' : 'control'} data-path={path}>
      <label for={id} title={description}>
        <span class="name">{name}</span>
        {symbol !== null && <SymbolText text={symbol} />}
      </label>
      <input
        type="range"
        min={0}
        max={steps}
        step={1}
        value={Math.round(Math.min(1, Math.max(0, place)) * steps)}
        aria-label={label}
        aria-valuetext={`${shown.number} ${shown.unit}`}
        title={description}
        onInput={slide}
      />
      <input
        id={id}
        class="typed"
        type="text"
        spellcheck={false}
        autocomplete="off"
        value={draft ?? typedText(value, number)}
        aria-invalid={complaint !== null}
        aria-describedby={complaint === null ? undefined : `${id}-problem`}
        onInput={(event) => setDraft(event.currentTarget.value)}
        onBlur={(event) => enter(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') enter(event.currentTarget.value)
          if (event.key === 'Escape') {
            setDraft(null)
            setProblem(null)
          }
        }}
      />
      {removable && <LeaveOut path={path} label={label} />}
      {complaint !== null && (
        <p class="problem" id={`${id}-problem`} role="alert">
          {complaint}
        </p>
      )}
    </div>
  )
}

/** The unit in a text of a field. */
function shownUnit(text: string): string {
  return text.replace(/^[\s+\-−\d.eE]*(?=\D|$)/, '').trim()
}
