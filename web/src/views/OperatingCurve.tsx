import { computed } from '@preact/signals'
import { useLayoutEffect, useMemo } from 'preact/hooks'
import { pin, pins, unpin } from '../compare/pins.ts'
import type { BranchPiece } from '../compute/protocol.ts'
import { branches, curve, progress, study } from '../compute/results.ts'
import { device, problems, setNumber, text } from '../state/document.ts'
import { curveKey, drive } from '../state/drive.ts'
import { TakeAway } from '../takeaway/TakeAway.tsx'
import { quantity } from '../ui/format.ts'
import { Legend } from '../ui/Legend.tsx'
import { Panel } from '../ui/Panel.tsx'
import { Chart } from './Chart.tsx'
import { Enlarged } from './Enlarged.tsx'
import { Readings } from './Readings.tsx'
import { along, driveLabel, operatingSpec, sweptOf, symbolText } from './specs.ts'
import { Unsolved } from './Unsolved.tsx'

/** Whether a device has been read. */
const opened = computed(() => device.value !== null)
/** Whether the curve is that of another device, or has fewer points than it will have. */
const stale = computed(
  () => progress.value !== null || curve.value?.complete !== true || curve.value.key !== curveKey.value,
)
const noPieces: readonly BranchPiece[] = []

/** Digits of a value that is picked with the pointer: about as fine as the chart can show. */
function rounded(value: number, span: number): number {
  const step = 10 ** Math.floor(Math.log10(span / 1000))
  return Number((Math.round(value / step) * step).toPrecision(12))
}

/** The first view: temperatures against the drive, and the cursor that moves all others. */
export function OperatingCurve() {
  const [axis, shown] = [drive.value, curve.value]
  const point = study.value?.point ?? null
  const compared = pins.value
  const pick = (value: number): void => {
    if (axis !== null) setNumber(axis.path, rounded(value, Math.abs(axis.to - axis.from)))
  }
  const known = branches.value
  const pieces = known !== null && known.key === shown?.key ? known.pieces : noPieces
  const spec = useMemo(
    () => (axis === null || shown === null ? null : operatingSpec(shown, axis, point, compared, pieces, pick)),
    [axis, shown, point, compared, pieces],
  )
  const dataset = shown?.dataset
  useLayoutEffect(() => {
    // What the time from a control to the picture is measured by; the chart has been drawn just now.
    if (dataset === undefined) return
    const points = sweptOf(dataset).data.length
    performance.mark('operating curve', { detail: { complete: curve.peek()?.complete, points } })
  }, [dataset])
  if (!opened.value) {
    return (
      <Panel title="Operating curve" name="operating">
        <p class="empty">{problems.value.length > 0 ? 'The device file cannot be read yet.' : 'Reading the device…'}</p>
      </Panel>
    )
  }
  if (axis === null) {
    return (
      <Panel title="Operating curve" name="operating">
        <p class="empty">The device has no number that could be turned.</p>
        <Readings />
      </Panel>
    )
  }
  if (spec === null || shown === null) {
    return (
      <Panel title="Operating curve" name="operating" stale>
        <div class="bench" id="operating" tabIndex={-1}>
          <div>
            <div class="chart awaited">
              <p class="empty">
                Computing the first curve
                {progress.value === null ? '…' : `: ${progress.value.done} of ${progress.value.total} points`}
              </p>
            </div>
            <DriveSlider />
          </div>
          <div class="beside">
            <Readings />
          </div>
        </div>
      </Panel>
    )
  }
  const pinned = (): void =>
    pin(shown, axis.path, `pin ${1 + Math.max(0, ...compared.map(({ id }) => id))}`, text.value)
  return (
    <Panel
      title="Operating curve"
      name="operating"
      stale={stale.value}
      tools={
        <>
          <button type="button" class="quiet" onClick={pinned} title="Keep this curve in sight and go on">
            Pin curve
          </button>
          <TakeAway
            view="operating"
            svg={(library, title) => library.chartSvg(title, spec)}
            data={() => shown.dataset}
          />
        </>
      }
    >
      <div class="bench" id="operating" tabIndex={-1}>
        <div>
          <Legend series={spec.series} />
          <Chart spec={spec} name={summary(shown, axis)} />
          <DriveSlider />
        </div>
        <div class="beside">
          <Readings />
          <Enlarged />
        </div>
      </div>
      <Falls />
      {compared.length > 0 && (
        <ul class="pins" aria-label="Pinned curves">
          {compared.map(({ id, label, path }) => (
            <li key={id}>
              {label}
              {path === axis.path ? '' : ` (against ${path})`}
              <button type="button" class="quiet" aria-label={`Remove ${label}`} onClick={() => unpin(id)}>
                ×
              </button>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}

function summary(shown: NonNullable<typeof curve.value>, axis: NonNullable<typeof drive.value>): string {
  const range = `${driveLabel(axis)} from ${quantity(axis.from, axis.description.unit)} to ${quantity(axis.to, axis.description.unit)}`
  const falls = shown.intervals.map(
    ({ response, drop, units }) => `${symbolText(response)} falls by ${quantity(drop, units.response)}`,
  )
  return `Temperatures against ${range}. ${falls.length === 0 ? 'Nothing falls.' : `${falls.join('; ')}.`}`
}

const steps = 1000

/** The cursor on the drive, as a control that the keyboard knows. */
function DriveSlider() {
  const axis = drive.value!
  const { description, from, to, scale, value } = axis
  const log = scale === 'log'
  const place = value === null ? 0 : log ? Math.log(value / from) / Math.log(to / from) : (value - from) / (to - from)
  const move = (event: Event): void => {
    const part = Number((event.currentTarget as HTMLInputElement).value) / steps
    const next = log ? from * (to / from) ** part : from + (to - from) * part
    setNumber(axis.path, Number(next.toPrecision(6)))
  }
  return (
    <label class="drive">
      <span class="sr">{`Drive: ${description.label}`}</span>
      <input
        type="range"
        min={0}
        max={steps}
        step={1}
        value={Math.round(Math.min(1, Math.max(0, place)) * steps)}
        aria-valuetext={value === null ? 'not set' : quantity(value, description.unit)}
        onInput={move}
        data-path={axis.path}
      />
    </label>
  )
}

/** Onset, end and drop of every fall, and the points that did not converge. */
function Falls() {
  const [shown, axis] = [curve.value!, drive.value!]
  const { intervals, refined } = shown
  return (
    <div class="falls">
      {intervals.length === 0 && <p>No temperature falls as the drive rises: no NDTC in this range.</p>}
      {intervals.map(({ response, drive: path, onset, end, drop, dropError, units, openStart, openEnd, method }) => (
        <dl key={`${response} ${path} ${onset.drive}`} aria-label={`NDTC of ${response}`}>
          <div>
            <dt>NDTC of {symbolText(response)}</dt>
            <dd>{method === 'refined' || refined ? 'located on the device' : 'between points'}</dd>
          </div>
          <div>
            <dt>onset{openStart ? ' (open)' : ''}</dt>
            <dd data-name="onset" data-value={String(onset.drive)}>
              {along(onset.drive, axis, units.drive, 5)}, {quantity(onset.value, units.response, 6)}
            </dd>
          </div>
          <div>
            <dt>end{openEnd ? ' (open)' : ''}</dt>
            <dd data-name="end" data-value={String(end.drive)}>
              {along(end.drive, axis, units.drive, 5)}, {quantity(end.value, units.response, 6)}
            </dd>
          </div>
          <div>
            <dt>drop</dt>
            <dd
              data-name="drop"
              data-value={String(drop)}
              title={`estimated error ${quantity(dropError, units.response, 1)}`}
            >
              <strong>{quantity(drop, units.response, 5)}</strong>
            </dd>
          </div>
        </dl>
      ))}
      <FurtherStates />
      <Unsolved />
    </div>
  )
}

/** Whether the device has several steady states somewhere on the drive. */
function FurtherStates() {
  const [known, axis] = [branches.value, drive.value]
  if (known === null || axis === null || known.key !== curve.value?.key) return null
  if (known.problem !== undefined)
    return <p class="unsolved">Whether there are further steady states is not known: {known.problem}</p>
  if (known.pieces.length === 0) return null
  const folds = known.folds.map((value) => quantity(value, axis.description.unit, 5))
  return (
    <p class="several" data-name="several">
      <strong>Several steady states.</strong>{' '}
      {folds.length === 0 ? '' : `Two of them merge at ${folds.join(' and ')}. `}
      Thin lines are all stable states, dotted ones the unstable states between them; the thick curve and the numbers
      are the state that the solver finds from the temperature of the lattice.
    </p>
  )
}
