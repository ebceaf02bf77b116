"""The server that speaks the protocol: tools, resources and a prompt over an archive that may still be being opened.

The SDK speaks with clients of any version of the protocol. Slow work runs in threads, so that calls are answered side
by side, and one that is cancelled is waited for no longer.
"""

import asyncio
import logging
import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from typing import Any, TypeVar

from mcp.server import ServerRequestContext
from mcp.server.lowlevel import Server
from mcp.shared.exceptions import MCPError
from mcp_types import (
    INVALID_PARAMS,
    CallToolRequestParams,
    CallToolResult,
    GetPromptRequestParams,
    GetPromptResult,
    ListPromptsResult,
    ListResourcesResult,
    ListResourceTemplatesResult,
    ListToolsResult,
    PaginatedRequestParams,
    Prompt,
    PromptArgument,
    PromptMessage,
    ReadResourceRequestParams,
    ReadResourceResult,
    Resource,
    ResourceTemplate,
    TextContent,
    TextResourceContents,
    ToolAnnotations,
)
from mcp_types import Tool as ListedTool

from bot.assistants import prompts
from bot.assistants.descriptions import INSTRUCTIONS
from bot.assistants.looking_up import Going
from bot.assistants.resources import TEMPLATES, address, newest, read
from bot.assistants.tools import TOOLS
from bot.open_archive import OpenArchive
from bot.opening import Opening
from bot.render.phrases import one_line
from retrieval import PinciteError, UsageError

SIDE_BY_SIDE = max(2, os.cpu_count() or 1)
"""Calls that are worked on at the same time; more would only wait for each other."""

WAITING = 256
"""Calls that may wait for their turn."""

OPEN_SECONDS = 20.0
"""How long a call waits for an archive that is being opened; clients wait a minute."""

LOOK_SECONDS = 0.02
"""How often it is looked whether the archive is open."""

PLAIN = "text/plain"

Result = TypeVar("Result")
Context = ServerRequestContext[Any, Any]

_log = logging.getLogger(__name__)


def make_server(opening: Opening) -> Server[Any]:
    """The server of an archive, whether that is open yet or not."""
    handlers = _Handlers(opening)
    return Server(
        "pincite",
        version=version("pincite"),
        title="Pincite",
        instructions=INSTRUCTIONS,
        on_list_tools=handlers.list_tools,
        on_call_tool=handlers.call_tool,
        on_list_resources=handlers.list_resources,
        on_list_resource_templates=handlers.list_templates,
        on_read_resource=handlers.read_resource,
        on_list_prompts=handlers.list_prompts,
        on_get_prompt=handlers.get_prompt,
    )


class _Handlers:
    """What is done with each request."""

    def __init__(self, opening: Opening) -> None:
        self._opening = opening
        self._threads = ThreadPoolExecutor(SIDE_BY_SIDE, "pincite-call")
        self._at_work = 0

    async def list_tools(self, _context: Context, _page: PaginatedRequestParams | None) -> ListToolsResult:
        """The tools; none changes anything."""
        hints = ToolAnnotations(
            read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
        )
        return ListToolsResult(
            tools=[
                ListedTool(
                    name=tool.name,
                    title=tool.title,
                    description=tool.description,
                    input_schema=tool.takes,
                    output_schema=tool.gives,
                    annotations=hints,
                )
                for tool in TOOLS
            ]
        )

    async def call_tool(self, _context: Context, call: CallToolRequestParams) -> CallToolResult:
        """What a tool finds, or the sentence that says what is wrong."""
        tool = next((tool for tool in TOOLS if tool.name == call.name), None)
        if tool is None:
            raise MCPError(
                INVALID_PARAMS, f"There is no such tool; the tools are {', '.join(tool.name for tool in TOOLS)}."
            )
        try:
            arguments = tool.arguments(call.arguments or {})
            result = await self._worked(lambda archive, is_waited_for: tool.work(archive, arguments, is_waited_for))
        except PinciteError as error:
            return _refusal(str(error))
        except Exception as error:
            _log.exception("%s failed: %s", tool.name, _reason(error))
            return _refusal(f"{tool.name} failed here ({_reason(error)}); the server's log may say more.")
        return CallToolResult(content=[_text_content(result.text)], structured_content=result.value)

    async def list_resources(self, _context: Context, _page: PaginatedRequestParams | None) -> ListResourcesResult:
        """The newest articles; all others are read at the addresses that the templates make."""
        try:
            articles = await self._worked(lambda archive, _: newest(archive))
        except PinciteError as error:
            raise MCPError(INVALID_PARAMS, str(error)) from error
        return ListResourcesResult(
            resources=[
                Resource(uri=address("article", identity), name=one_line(identity), title=title, mime_type=PLAIN)
                for identity, title in articles
            ]
        )

    async def list_templates(
        self, _context: Context, _page: PaginatedRequestParams | None
    ) -> ListResourceTemplatesResult:
        """The addresses of articles and answers."""
        return ListResourceTemplatesResult(
            resource_templates=[
                ResourceTemplate(uri_template=template, name=kind, description=description, mime_type=PLAIN)
                for kind, template, description in TEMPLATES
            ]
        )

    async def read_resource(self, _context: Context, params: ReadResourceRequestParams) -> ReadResourceResult:
        """An article or an answer as a text."""
        try:
            text = await self._worked(lambda archive, _: read(archive, params.uri))
        except PinciteError as error:
            raise MCPError(INVALID_PARAMS, str(error)) from error
        return ReadResourceResult(contents=[TextResourceContents(uri=params.uri, mime_type=PLAIN, text=text)])

    async def list_prompts(self, _context: Context, _page: PaginatedRequestParams | None) -> ListPromptsResult:
        """The one prompt."""
        question = PromptArgument(name="question", description="What is asked.", required=True)
        prompt = Prompt(name=prompts.NAME, title=prompts.TITLE, description=prompts.DESCRIPTION, arguments=[question])
        return ListPromptsResult(prompts=[prompt])

    async def get_prompt(self, _context: Context, params: GetPromptRequestParams) -> GetPromptResult:
        """The prompt with a question in it."""
        if params.name != prompts.NAME:
            raise MCPError(INVALID_PARAMS, f"There is no such prompt; the only one is {prompts.NAME}.")
        try:
            text = prompts.prompt_text(params.arguments or {})
        except UsageError as error:
            raise MCPError(INVALID_PARAMS, str(error)) from error
        message = PromptMessage(role="user", content=_text_content(text))
        return GetPromptResult(description=prompts.DESCRIPTION, messages=[message])

    async def _worked(self, work: Callable[[OpenArchive, Going], Result]) -> Result:
        """What some work finds in the archive, in a thread, which learns when it is cancelled.

        Raises:
            PinciteError: What the work raises; the archive isn't open yet; or too many calls wait.
        """
        archive = await self._archive()
        if self._at_work >= SIDE_BY_SIDE + WAITING:
            raise PinciteError("Too many requests at once; ask again in a moment.")
        cancelled, loop = threading.Event(), asyncio.get_running_loop()
        self._at_work += 1
        try:
            return await loop.run_in_executor(self._threads, work, archive, lambda: not cancelled.is_set())
        finally:
            self._at_work -= 1
            cancelled.set()

    async def _archive(self) -> OpenArchive:
        """The archive, waited for while it is opened; raises what `Opening.archive` raises."""
        for _ in range(round(OPEN_SECONDS / LOOK_SECONDS)):
            if self._opening.wait(0):
                break
            await asyncio.sleep(LOOK_SECONDS)
        return self._opening.archive()


def _text_content(text: str) -> TextContent:
    return TextContent(type="text", text=text)


def _refusal(sentence: str) -> CallToolResult:
    """A tool's error, which an assistant reads."""
    return CallToolResult(content=[_text_content(sentence)], is_error=True)


def _reason(error: Exception) -> str:
    return one_line(f"{type(error).__name__}: {error}")
