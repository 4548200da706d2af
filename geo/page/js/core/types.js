// The nouns of the page, for readers and for the type checker: what Python packs into the page, the
// state, what follows from it, and the parts that `main` makes and hands round. Nothing here runs.
//
// A day is a whole number, days since 1970-01-01. World units are Web Mercator at zoom 0: the world is
// a square of 256. Degrees are WGS 84, lengths are metres unless pixels are said.

// ---- what Python packs -----------------------------------------------------------------------

/** @typedef {[[number, number], [number, number]]} Bounds [[south, west], [north, east]] in degrees. */
/** @typedef {{x: number, y: number}} Point World units or pixels, as its user says. */
/** @typedef {Record<string, string>} Messages Key -> text of one language. */

/**
 * One row of the table of codes.
 * @typedef {object} Code
 * @property {string} code
 * @property {string} label
 * @property {string} [definition]
 * @property {string} [shape] Of a symbol; a name of the shapes.
 * @property {string} [letter] In a symbol.
 * @property {string} [palette] Of a symbol, an outline or a name; a name of the palette.
 * @property {string} [fill] Inside; a name of the palette.
 * @property {number[]} [dash] Of an outline, pixels.
 * @property {number} [size] Radius of a symbol, pixels.
 * @property {string} [lane] Of a kind in the time bar.
 * @property {number[]} [looks] Of a role: what its legend draws, indices in the looks of the page.
 */

/** @typedef {Record<string, Code[]>} Codes List -> its codes, in their order. */

/**
 * @typedef {object} Place
 * @property {string} id
 * @property {string} name
 * @property {string} kind
 * @property {number | null} lon
 * @property {number | null} lat
 * @property {number | null} uncertainty Radius in metres.
 * @property {number} prec Precision of the place, 1 exact to 7.
 * @property {string} status
 * @property {string} method
 * @property {string[]} sources
 * @property {string} note
 * @property {[string, string, string][]} names Name, language, who uses it.
 * @property {Point} [world] Added by the model: its position in world units.
 */

/**
 * How a line or an area is drawn; colours are names of the palette. What is absent is not drawn.
 * @typedef {object} Look
 * @property {string} [palette] Of a line or an edge.
 * @property {string} [fill]
 * @property {string} [hatch]
 * @property {number} [stroke] Width, pixels.
 * @property {number} [stroke_far] The same below the zoom from which a line has its full width.
 * @property {number[]} dash Pixels on and off; empty for an unbroken line.
 * @property {boolean} [halo] Whether a light line lies below.
 * @property {number} [z_order] Smaller numbers lie lower; without one it is not selected by a click.
 * @property {number} [min_zoom]
 * @property {number} [edge_below_zoom] The edge is drawn below this zoom; absent: at every zoom.
 * @property {number} [label_zoom] Zoom from which its name is written; absent: never.
 * @property {string} label_palette
 * @property {string} [line_name] claim: whose claim it is; dates: whose it is, and when.
 * @property {string} [view] extent or locator: the locator shows it.
 */

/**
 * A line or an area of the atlas.
 * @typedef {object} Feature
 * @property {string} id
 * @property {string} name
 * @property {string} role
 * @property {string} claimant
 * @property {string} status
 * @property {boolean | null} [disputed]
 * @property {'polygon' | 'line'} kind
 * @property {number | null} from
 * @property {number | null} to
 * @property {number | null} uncertainty Metres.
 * @property {string} method
 * @property {string} note
 * @property {string} [state] Which time of its days it shows, a code.
 * @property {string} [clock] The hour as told.
 * @property {string} [gaps] Where the evidence ends.
 * @property {string} licence
 * @property {string} attribution
 * @property {string[]} sources
 * @property {number} scale Steps in a degree.
 * @property {number[][]} parts Rings or lines as steps of lon, lat.
 * @property {Look} look
 */
/** @typedef {Omit<Feature, 'look'> & {look: number}} PackedFeature Its look is an index. */

/**
 * @typedef {object} Source
 * @property {string} id
 * @property {string} citation
 * @property {string | null} url
 * @property {string} reliability
 * @property {string} [grade]
 * @property {string} [voice] Whose account it is; none for what is no testimony.
 * @property {string} language
 * @property {string} kind
 * @property {string} read
 * @property {string} note
 */

/**
 * A start button.
 * @typedef {object} Preset
 * @property {string} id
 * @property {[number, number] | null} window Days the time bar shows; null for all.
 * @property {number} from
 * @property {number} to
 * @property {Bounds} bounds
 */

/**
 * @typedef {object} Meta
 * @property {number} max_zoom The nearest zoom that the data can bear.
 * @property {Record<string, Messages>} words Language -> messages.
 * @property {string[]} languages
 * @property {number} first_day
 * @property {number} last_day
 * @property {number} busiest_day
 * @property {[number, number]} period
 * @property {Bounds} bounds
 * @property {{id: string, from: number, to: number}[]} windows
 * @property {Preset[]} presets
 * @property {string[]} hidden Nodes hidden at the start.
 * @property {Record<string, string>} renamed Nodes by the names they had in older pages.
 * @property {Background[]} online
 * @property {string} title
 * @property {string} stem How the names of downloaded files begin.
 * @property {string[]} key Sides that the head of the page explains.
 * @property {Messages} names_from Language -> the one whose names of places stand in for its own.
 * @property {Bounds | null} locator What the locator shows; null: as the first view.
 * @property {string} version
 * @property {string} license
 * @property {string} citation
 * @property {string} cite_as Pattern of how one event is cited.
 * @property {string[]} credits
 */

/**
 * A background from a server.
 * @typedef {object} Background
 * @property {string} id
 * @property {string} name
 * @property {string} host
 * @property {string} url
 * @property {number} max_zoom
 * @property {string} attribution
 */

/**
 * The events as packed: the model makes `Events` of them.
 * @typedef {object} PackedEvents
 * @property {string[]} id
 * @property {number[]} start First possible day, as a step from the one before.
 * @property {number[]} length Days from the first to the last possible day.
 * @property {number[]} start_latest Days from the first possible day to the last on which it began.
 * @property {number[]} end_earliest Days from the first on which it ended to the last possible day.
 * @property {number[]} date_prec
 * @property {number[]} date_flags
 * @property {number[]} kind
 * @property {number[]} side
 * @property {number[]} basis
 * @property {number[]} campaign
 * @property {number[]} sector
 * @property {number[]} place
 * @property {number[]} clarity
 * @property {number[]} independent
 * @property {number[]} confidence Rows of the codes `confidence`; -1 where none is given.
 * @property {number[]} grade Rows of the codes `grade`; -1 where no source has one.
 * @property {number[]} confirmed
 * @property {number[]} losses
 * @property {number[]} losses_high
 */

/**
 * A name on the map.
 * @typedef {object} PackedLabel
 * @property {Messages} names Language -> name.
 * @property {string} kind
 * @property {number} rank
 * @property {number} lon
 * @property {number} lat
 * @property {number} min_zoom
 * @property {number} max_zoom
 * @property {number | null} [from]
 * @property {number | null} [to]
 * @property {boolean} [schematic]
 */

/**
 * The units and persons that events name.
 * @typedef {object} Named
 * @property {Pick<Place, 'name' | 'names'>[]} who Units, then persons.
 * @property {Record<string, number[]>} events Id of an event -> rows of `who`.
 */

/**
 * @typedef {object} Core
 * @property {Meta} meta
 * @property {Codes} codes
 * @property {Record<string, string>} shapes Name -> path of an SVG, drawn for a radius of 10.
 * @property {string[]} palette The names of the colours, in the order of a ring.
 * @property {Look[]} looks
 * @property {PackedEvents} events
 * @property {number} block_size Events in a block of texts.
 * @property {Record<string, string>} campaign_names Campaign -> by what else it is sought.
 * @property {Named} named
 * @property {Place[]} places
 * @property {PackedFeature[]} features
 * @property {Source[]} sources
 * @property {PackedLabel[]} labels
 * @property {Statement[]} [statements]
 * @property {Statistic[]} [statistics]
 */

/** @typedef {{rank: number | null, parts: number[][]}} BaseItem */
/**
 * @typedef {object} BaseLayer
 * @property {string} name
 * @property {'polygon' | 'line'} kind
 * @property {number} min_zoom
 * @property {number} max_zoom
 * @property {number} scale Steps in a degree.
 * @property {BaseItem[]} items
 */
/** @typedef {{layers: BaseLayer[]}} Base The basemap. */
/** @typedef {{image: HTMLImageElement, bounds: Bounds}} Relief */

/**
 * The long texts of one event.
 * @typedef {object} EventText
 * @property {string} title
 * @property {string} date_edtf
 * @property {string} clock
 * @property {string} place_words
 * @property {string} actors
 * @property {string} summary
 * @property {string} note
 * @property {string[]} sources
 * @property {Claim[]} claims
 */

/** @typedef {{[Column in keyof EventText]: EventText[Column][]}} TextBlock The texts of many events. */

/**
 * @typedef {object} Claim
 * @property {string} id
 * @property {string} claimant
 * @property {string} subject
 * @property {string[]} includes
 * @property {string} of_side
 * @property {string} scope
 * @property {string} period
 * @property {number | null} low
 * @property {number | null} high
 * @property {string} error_percent
 * @property {string} unit
 * @property {string} date_edtf
 * @property {string} text
 * @property {string} status
 * @property {string} locator
 * @property {string} locator_basis
 * @property {string} read_as
 * @property {string[]} sources
 */

/**
 * A test of a statement; what it says are the messages `result.<id>.title`, `.result` and `.method`.
 * @typedef {object} StatementTest
 * @property {string} id
 * @property {string} note - In the language of the table; "" if there is none.
 */

/**
 * A tested statement.
 * @typedef {object} Statement
 * @property {string} id
 * @property {string} document
 * @property {string} statement
 * @property {string} kind
 * @property {string} literature
 * @property {string} verdict
 * @property {string[]} sources
 * @property {string[]} events
 * @property {string[]} places
 * @property {string[]} features
 * @property {StatementTest[]} tests
 * @property {MeasuredLine[]} drawing
 */

/**
 * A published total.
 * @typedef {object} Statistic
 * @property {string} date_edtf
 * @property {number} count
 * @property {string} counted_by
 * @property {string} metric_words
 * @property {string} note
 * @property {string[]} sources
 */

// ---- the model ---------------------------------------------------------------------------------

/**
 * The events as columns; `start` never falls from one to the next.
 * @typedef {object} Events
 * @property {number} n
 * @property {string[]} id
 * @property {Int32Array} start First possible day.
 * @property {Int32Array} end Last possible day.
 * @property {Int32Array} startLatest
 * @property {Int32Array} endEarliest
 * @property {Uint8Array} datePrec
 * @property {Uint8Array} dateFlags Bits: 1 the source calls the date uncertain, 2 an all-of set of two days.
 * @property {Uint8Array} kind Index into codes.kind; so for the next four.
 * @property {Uint8Array} side
 * @property {Uint8Array} basis
 * @property {Uint8Array} campaign
 * @property {Uint8Array} sector
 * @property {Int32Array} place Index into places; -1 for none.
 * @property {Uint8Array} clarity
 * @property {Uint8Array} independent Sources that do not rest on one another.
 * @property {Int8Array} confidence Rows of the codes `confidence`; -1 where none is given.
 * @property {Int8Array} grade Rows of the codes `grade`; -1 where no source has one.
 * @property {Uint8Array} confirmed
 * @property {Int32Array} losses -1 where none is stated.
 * @property {Int32Array} lossesHigh
 * @property {Float64Array} x World units; NaN where no position is known.
 * @property {Float64Array} y
 * @property {Map<string, number>} index Id -> row.
 */

// ---- state and what follows from it -------------------------------------------------------------

/** @typedef {'day' | 'upto' | 'range'} Mode */

/**
 * @typedef {object} State
 * @property {Mode} mode
 * @property {string} day ISO day; so are from and to.
 * @property {string} from
 * @property {string} to
 * @property {string[]} hidden Nodes of the layer tree.
 * @property {string | null} selected Event id.
 * @property {string} lang
 * @property {string} query
 */

/** @typedef {{from: number, to: number}} Window Selected days, both included. */

/** @typedef {'date' | 'kind' | 'side' | 'campaign' | 'grade'} Facet */

/**
 * @typedef {object} Nodes
 * @property {Map<string, string | null>} parent
 * @property {Map<string, string[]>} children
 * @property {string[]} ids
 * @property {Record<Facet, Int32Array>} leaf
 * @property {(facet: Facet, i: number) => string} leafOf
 * @property {Record<string, string>} renamed Names of older pages -> those of today.
 */

/** @typedef {Record<Facet | 'any', Uint8Array>} Masks Which events each facet hides; `any` counts. */
/** @typedef {Uint8Array | null} Matches Which events the query finds; null without a query. */

/**
 * What the state selects.
 * @typedef {object} Scene
 * @property {number[]} shown
 * @property {Masks} masks
 * @property {Matches} matches
 * @property {Mode} mode
 * @property {number} day
 * @property {Window} window
 * @property {number | null} selected
 * @property {Map<string, number>} counts
 * @property {number} unfiltered How many events the days alone select.
 * @property {(i: number) => boolean} possible
 */

/**
 * @typedef {object} Model
 * @property {Core} core
 * @property {Meta} meta
 * @property {Codes} codes
 * @property {Place[]} places
 * @property {Feature[]} features
 * @property {Source[]} sources
 * @property {Map<string, number>} sourceIndex
 * @property {Statement[]} statements
 * @property {Statistic[]} statistics
 * @property {Events} events
 * @property {string[][]} filed Path of each event in the tree of dates.
 * @property {(i: number) => Promise<EventText>} textsOf
 * @property {(i: number) => EventText | null} loadedText Null until its block is open, which this does.
 * @property {() => Promise<TextBlock[]>} allTexts
 * @property {() => Promise<void>} preload
 */

// ---- the parts of the page -------------------------------------------------------------------------

/**
 * @typedef {object} Store
 * @property {State} defaults
 * @property {Nodes} nodes
 * @property {(name: 'language' | 'left' | 'change' | 'paint', act: (what: boolean) => void) => void} on
 * @property {(patch: Partial<State>) => Promise<void>} set
 * @property {(patch: unknown) => Promise<void>} setChecked
 * @property {() => Promise<void>} painted
 * @property {(i: number) => boolean} passes
 * @property {(indices: number[]) => string[]} hiddenWithout
 * @property {() => State} state
 * @property {() => Scene} scene
 * @property {() => Matches} matches
 * @property {(id: string) => boolean} isHidden
 * @property {(id: string, show: boolean) => Promise<void>} toggle
 * @property {() => Feature | null} feature The line or area whose card is open.
 * @property {(feature: Feature | null) => Promise<void>} openFeature Null closes; so does an event's card.
 */

/**
 * Messages and dates in the reader's language, which it asks for at each call.
 * @typedef {object} I18n
 * @property {() => string} lang
 * @property {(key: string, values?: Record<string, string | number>) => string} t
 * @property {(key: string) => string} english The same in English.
 * @property {(key: string) => boolean} has Whether there is such a text, in whatever language, and not empty.
 * @property {(key: string) => string} langOf The language in which `t` gives a text.
 * @property {(key: string, number: number) => string} count
 * @property {(day: number) => string} date
 * @property {(year: number, month: number) => string} month
 * @property {(first: number, last: number) => string} span
 */

/**
 * How the page writes events, places, codes and numbers.
 * @typedef {object} Formatters
 * @property {(list: string, code: string) => string} label
 * @property {(list: string, code: string) => string} labelLang The language of that label.
 * @property {(i: number) => string} when
 * @property {(i: number) => string} title
 * @property {(place: Pick<Place, 'name' | 'names'> | null | undefined) => string} placeName
 * @property {(n: number) => string} number
 * @property {(m: number) => string} metres
 * @property {(id: string) => string} citation
 * @property {(codes: string) => string} languages
 * @property {(day: number) => number} year
 * @property {(feature: Feature) => string[]} lineNames From long to short.
 * @property {(window: Window) => string} selectedDays
 */

/**
 * The current selection in words.
 * @typedef {object} Summary
 * @property {() => string} tally
 * @property {() => string} emptyNote
 */

/**
 * @typedef {object} Navigation
 * @property {(i: number | null, fly?: boolean) => Promise<void>} select Null closes the card.
 * @property {(by: 1 | -1) => Promise<void>} stepEvent
 * @property {(i: number) => (number | null)[]} neighbours Before and after.
 * @property {(feature: Feature) => void} openFeature
 * @property {() => void} closeFeature The map takes the focus.
 * @property {(act: (id: string | null) => void) => void} onClosed Called with the event of the closed card.
 */

/**
 * The event that is highlighted on the map and in the rows, if any.
 * @typedef {object} Highlight
 * @property {() => number | null} current
 * @property {(i: number | null) => void} set
 * @property {(act: () => void) => void} onChange
 */

/** @typedef {Record<string, string>} Palette Name -> colour of the present theme. */
/** @typedef {(name: string, radius: number) => Path2D} Shapes The outline of a shape round the origin. */

/**
 * @typedef {object} Theme
 * @property {() => Palette} palette
 * @property {() => Shapes} shapes
 * @property {() => SymbolPainter} symbols
 * @property {() => void} change
 * @property {(act: () => void) => void} onPaper Acts with the colours of paper; the screen keeps its own.
 * @property {(act: () => void) => void} onChange
 */

/**
 * Paints a symbol at a place in CSS pixels; `ratio` is the number of the device's pixels in one of them.
 * @typedef {(ctx: CanvasRenderingContext2D, symbol: EventSymbol, x: number, y: number, ratio: number) => void
 * } SymbolPainter
 */

/**
 * A symbol of an event; colours are names of the palette.
 * @typedef {object} EventSymbol
 * @property {string} shape
 * @property {string} palette
 * @property {string} letter Empty for none.
 * @property {number} size Radius, pixels.
 * @property {number[]} dash Of the outline, pixels.
 * @property {string} fill The colour inside where the place is an area or a stretch; empty: as its palette.
 * @property {string} flag At the top right: nothing that was read confirms the event; empty for none.
 * @property {string} flagPalette
 */

/**
 * How world units become pixels of a canvas: x * scale - view.x.
 * @typedef {object} View
 * @property {number} zoom
 * @property {number} scale
 * @property {number} x
 * @property {number} y
 * @property {number} width
 * @property {number} height
 * @property {Box} frame The part of the canvas in sight.
 */

/** @typedef {{x: number, y: number, w: number, h: number}} Box Pixels. */

/**
 * What every painter of the map needs.
 * @typedef {object} Sheet
 * @property {CanvasRenderingContext2D} ctx
 * @property {View} view
 * @property {Palette} palette
 */

/**
 * A name as it was written on the map, canvas pixels.
 * @typedef {object} Written
 * @property {string} text
 * @property {number} x Of its dot or its middle.
 * @property {number} y
 * @property {Box} box What it covers.
 */

/** @typedef {{x: number, y: number, r: number, members: number[]}} Hit A symbol as painted, canvas pixels. */
/** @typedef {{points: [number, number][], text: string}} MeasuredLine Points are lon, lat. */

/**
 * The size of a picture of the map, millimetres.
 * @typedef {object} PlateSize
 * @property {number} width
 * @property {number} height
 * @property {number} leastWidth The part in its middle that is on every paper; so `leastHeight`.
 * @property {number} leastHeight
 */

/**
 * A picture of the map for paper.
 * @typedef {object} Plate
 * @property {HTMLCanvasElement} canvas
 * @property {View} view
 * @property {{metres: number, length: number}} scale A round length, and its length on paper, millimetres.
 * @property {Hit[]} hits The symbols on every paper.
 */

/** @typedef {'map' | 'list' | 'card'} Printed What is printed: the map only, with the list, or a card. */

/**
 * @typedef {object} MapView
 * @property {() => void} paintNow
 * @property {(bounds: Bounds, size: PlateSize) => Plate} plate Paints a picture for paper.
 * @property {() => void} focus
 * @property {(bounds: import('leaflet').LatLngBoundsExpression,
 *     options?: import('leaflet').FitBoundsOptions) => void} fit
 * @property {(members: number[]) => boolean} part Goes nearer, if that parts the events.
 * @property {(i: number) => void} flyTo
 * @property {(i: number) => void} keepInView
 * @property {Backgrounds} backgrounds
 * @property {(feature: Feature) => boolean} isShown
 * @property {(feature: Feature, view: View) => boolean} isDrawn Whether it is shown, and lies in a view.
 * @property {() => Hit[]} hits
 * @property {() => Written[]} names
 * @property {() => import('leaflet').Point} offset Of the canvas, in pixels of Leaflet's layer.
 * @property {(point: import('leaflet').Point) => Feature | null} featureAt
 * @property {(lines: MeasuredLine[]) => void} measure Draws measured lines; none to clear them.
 */

/**
 * @typedef {object} Backgrounds
 * @property {Background[]} list
 * @property {() => string | null} current
 * @property {(id: string) => void} set Any other id for none.
 * @property {(act: () => void) => void} onChange
 */

/** @typedef {(text: string | null) => void} Notify */

/**
 * @typedef {object} Downloads
 * @property {(scope: 'one' | 'all' | 'shown', format: 'geojson' | 'csv') => Promise<void>} save
 * @property {() => Promise<object>} shown
 */

/** @typedef {{link: () => string, read: (hash: string) => Promise<void>}} Address */

/**
 * @typedef {object} TimeBar
 * @property {(window: Window | null) => void} setWindow Null for the whole period.
 * @property {(days: Window, more?: Partial<State>) => void} goTo Selects days as if they were typed; `more`
 *     changes with them.
 * @property {() => void} focus
 */

/**
 * A view of the reading column.
 * @typedef {object} ColumnView
 * @property {() => void} [update] Called at each paint while it is in sight.
 * @property {() => void} rebuild Called when language or theme change.
 */

/** @typedef {ColumnView & {focusSearch: () => void}} ListView */
/** @typedef {ColumnView & {show: (members: number[]) => void}} HereView */

/**
 * @template Item
 * @typedef {object} CardView
 * @property {(item: Item | null) => void} show
 * @property {() => Item | null} current
 * @property {() => void} [update]
 * @property {() => void} rebuild
 */
