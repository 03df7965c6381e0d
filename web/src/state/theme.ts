import { effect, signal } from '@preact/signals'

export type ThemeChoice = 'system' | 'light' | 'dark'

const key = 'caloritron-theme'

function storedChoice(): ThemeChoice {
  try {
    const value = localStorage.getItem(key)
    return value === 'light' || value === 'dark' ? value : 'system'
  } catch {
    return 'system'
  }
}

const systemDark = matchMedia('(prefers-color-scheme: dark)')
const system = signal(systemDark.matches)
systemDark.addEventListener('change', ({ matches }) => {
  system.value = matches
})

export const themeChoice = signal<ThemeChoice>(storedChoice())
export const theme = signal<'light' | 'dark'>('light')

effect(() => {
  const choice = themeChoice.value
  theme.value = choice === 'system' ? (system.value ? 'dark' : 'light') : choice
  document.documentElement.dataset.theme = theme.value
  try {
    if (choice === 'system') localStorage.removeItem(key)
    else localStorage.setItem(key, choice)
  } catch {
    // A page without storage forgets the choice.
  }
})
