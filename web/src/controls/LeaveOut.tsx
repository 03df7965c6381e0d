import { setValue } from '../state/document.ts'

/** A button that leaves a field out of the file. */
export function LeaveOut({ path, label }: { readonly path: string; readonly label: string }) {
  return (
    <button
      type="button"
      class="leave"
      aria-label={`Leave out ${label}`}
      title={`Leave out ${label}`}
      onClick={() => void setValue(path, null)}
    >
      ×
    </button>
  )
}
