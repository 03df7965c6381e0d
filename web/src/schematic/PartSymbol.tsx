/** Symbol of a kind of part, standing, 40 high around the origin; drawn in the current color. */
export function PartSymbol({ kind, superconducting }: { readonly kind: string; readonly superconducting: boolean }) {
  switch (kind) {
    case 'inductor':
      return <path d="M0-20V-18a6 6 0 0 1 0 12a6 6 0 0 1 0 12a6 6 0 0 1 0 12V20" fill="none" />
    case 'capacitor':
      return <path d="M0-20V-3M-11-3H11M-11 3H11M0 3V20" fill="none" />
    case 'josephson':
      return <path class="box" d="M-9-18H9V18H-9ZM-7-7L7 7M7-7L-7 7" />
    case 'squid':
      return (
        <g>
          <circle class="box" r="15" />
          <path d="M-19-4L-11 4M-11-4L-19 4M11-4L19 4M19-4L11 4M0-20V-15M0 15V20" fill="none" />
        </g>
      )
    case 'line':
      return <path class="box" d="M-6-16a6 4 0 0 1 12 0V16a6 4 0 0 1-12 0ZM-6-16a6 4 0 0 0 12 0" />
    case 'touchstone':
      return (
        <g>
          <rect class="box" x="-15" y="-18" width="30" height="36" rx="2" />
          <text y="5" text-anchor="middle" class="glyph">
            S
          </text>
        </g>
      )
    default:
      return (
        <g>
          <rect class="box" x="-8" y="-20" width="16" height="40" rx="1" />
          {superconducting && <path d="M-8-6L8-18M-8 6L8-6M-8 18L8 6" fill="none" stroke-width="1.25" />}
        </g>
      )
  }
}
