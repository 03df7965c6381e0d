import { retry } from '../compute/engine.ts'
import { failures } from '../compute/results.ts'
import { device, problems } from '../state/document.ts'
import { sidePanel } from '../state/selection.ts'
import { notice } from '../state/session.ts'

const names: Readonly<Record<string, string>> = {
  curve: 'The operating curve',
  point: 'The operating point',
  heat: 'The photonic heat',
  details: 'The NDTC interval and the assumptions',
}

/** What went wrong, above everything else; the last good picture stays. */
export function Messages() {
  const errors = problems.value.filter(({ severity }) => severity === 'error')
  const failed = Object.entries(failures.value)
  const said = notice.value
  return (
    <div class="messages" aria-live="polite">
      {said !== null && (
        <div class={`message ${said.kind}`} data-message={said.kind}>
          <span>{said.message}</span>
          <button
            type="button"
            class="quiet"
            aria-label="Dismiss"
            onClick={() => {
              notice.value = null
            }}
          >
            ×
          </button>
        </div>
      )}
      {errors.length > 0 && (
        <div class="message problem" data-message="device">
          <span>
            The device file has {errors.length === 1 ? 'an error' : `${errors.length} errors`};{' '}
            {device.value === null ? 'there are no curves yet.' : 'the curves are those of the last good one.'}{' '}
            <strong>
              {errors[0]!.path !== '' && `${errors[0]!.path} `}
              {errors[0]!.message}
            </strong>{' '}
            ({errors[0]!.place}){errors[0]!.suggestion === undefined ? '' : `; ${errors[0]!.suggestion}`}
            {errors.some(({ code }) => code === 'missing-file') &&
              '. Drop the file that is missing on this page, or open it.'}
          </span>
          <button
            type="button"
            class="quiet"
            onClick={() => {
              sidePanel.value = 'file'
            }}
          >
            Show in file
          </button>
        </div>
      )}
      {failed.map(([what, message]) => (
        <div key={what} class="message problem" data-message="failure">
          <span>
            {names[what] ?? what} could not be computed: {message}. The picture is the last good one.
          </span>
          <button type="button" class="quiet" onClick={retry}>
            Try again
          </button>
        </div>
      ))}
    </div>
  )
}
