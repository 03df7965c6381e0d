import type { ChartSeries } from '../views/chartSpec.ts'

/** Names of the curves beside strokes as they are drawn. */
export function Legend({ series }: { readonly series: readonly ChartSeries[] }) {
  return (
    <ul class="legend">
      {series.map(({ label, color, dash, fill }) => (
        <li key={label} class={color === 'muted' ? 'cmuted' : `c${color % 6}`}>
          <svg width="22" height="10" aria-hidden="true">
            {fill ? (
              <rect x="1" y="1" width="20" height="8" fill="currentColor" opacity="0.3" />
            ) : (
              <line
                x1="1"
                x2="21"
                y1="5"
                y2="5"
                stroke="currentColor"
                stroke-width="2.5"
                stroke-dasharray={dash?.join(' ')}
              />
            )}
          </svg>
          <span>{label}</span>
        </li>
      ))}
    </ul>
  )
}
