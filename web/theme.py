"""Gradio's own parts in our colours. Only fonts the reader already has: a web font would be one more request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import gradio as gr

SANS: Final = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "Liberation Sans", "sans-serif")
MONO: Final = ("ui-monospace", "Consolas", "Liberation Mono", "monospace")


def theme() -> gr.themes.Base:
    """The theme. Colours are the CSS variables of page.css, so that light and dark are chosen in one place."""
    import gradio as gr

    return gr.themes.Base(
        font=[gr.themes.Font(name) for name in SANS],
        font_mono=[gr.themes.Font(name) for name in MONO],
        radius_size=gr.themes.sizes.radius_sm,
    ).set(
        # The page's first paint happens before page.css knows whether Gradio is dark: these two are written out.
        body_background_fill="#f6f5f1",
        body_background_fill_dark="#14171f",
        body_text_color="var(--ink)",
        body_text_color_dark="var(--ink)",
        body_text_color_subdued="var(--muted)",
        body_text_color_subdued_dark="var(--muted)",
        background_fill_primary="var(--sheet)",
        background_fill_primary_dark="var(--sheet)",
        border_color_primary="var(--line)",
        border_color_primary_dark="var(--line)",
        block_background_fill="transparent",
        block_background_fill_dark="transparent",
        block_border_width="0px",
        block_shadow="none",
        block_label_text_color="var(--ink)",
        block_title_text_color="var(--ink)",
        block_title_text_color_dark="var(--ink)",
        block_title_text_weight="600",
        input_background_fill="var(--sheet)",
        input_background_fill_dark="var(--sheet)",
        input_border_color="var(--edge)",
        input_border_color_dark="var(--edge)",
        input_placeholder_color="var(--muted)",
        input_placeholder_color_dark="var(--muted)",
        button_primary_background_fill="var(--blue)",
        button_primary_background_fill_dark="var(--blue)",
        button_primary_background_fill_hover="var(--blue-deep)",
        button_primary_background_fill_hover_dark="var(--blue-deep)",
        button_primary_text_color="var(--on-blue)",
        button_primary_text_color_dark="var(--on-blue)",
        button_secondary_background_fill="var(--sheet)",
        button_secondary_background_fill_dark="var(--sheet)",
        button_secondary_background_fill_hover="var(--blue-soft)",
        button_secondary_background_fill_hover_dark="var(--blue-soft)",
        button_secondary_text_color="var(--blue)",
        button_secondary_text_color_dark="var(--blue)",
        button_secondary_border_color="var(--edge)",
        button_secondary_border_color_dark="var(--edge)",
    )
