/** Model of the superconducting gap against temperature. */
export type GapModel = 'interpolation' | 'bcs'

/** A metal; undefined where no trustworthy value exists: a part that needs it says so. SI units. */
export interface Material {
  readonly name: string
  /** Normal-state resistivity of a film [Ohm m]. */
  readonly resistivity?: number
  /** Electron-phonon coupling Sigma [W m^-3 K^-n]. */
  readonly electronPhononCoupling?: number
  /** Exponent n of the electron-phonon heat Sigma V (T^n - T_p^n). */
  readonly electronPhononExponent: number
  /** Sommerfeld coefficient gamma [J m^-3 K^-2] of the electronic heat capacity gamma V T. */
  readonly sommerfeldCoefficient?: number
  /** Critical temperature [K] if it superconducts. */
  readonly criticalTemperature?: number
  /** Gap model; meaningful with a critical temperature only. */
  readonly gap: GapModel
  /** Delta(0)/(k_B Tc). */
  readonly gapRatio: number
}

/** Where a value of the library comes from and how far it may be trusted. */
export interface MaterialSource {
  readonly source: string
  /** True where the literature scatters by more than the value's last digit suggests. */
  readonly uncertain: boolean
  readonly remark?: string
}

/** A material of the library: values with their sources. */
export interface MaterialRecord {
  readonly name: string
  readonly title: string
  readonly values: Partial<Omit<Material, 'name'>>
  readonly sources: Readonly<Partial<Record<keyof Omit<Material, 'name'>, MaterialSource>>>
}
