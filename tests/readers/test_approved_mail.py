"""Messages, mailboxes and subtitles: what is read of small ones, and of such with a line less."""

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.readers.readings import examples, reading, table

MAIL = examples(
    """
From: "Ruiz, Ana (Weir Post)" <ana@post.example>
To: bo@post.example
Subject: =?utf-8?q?The_m=C3=BChle?=
Date: Wed, 16 Mar 2022 23:30:00 -0500
Content-Language: en

The mill burned down.

On Mon, 14 Mar 2022 at 10:00, Bo Ray
<bo@post.example> wrote:
> Did it burn?

Yes.
--
Ana Ruiz
Weir Post
━━
From: ana@post.example
Date: 16 Mar 2022
Subject: Fwd: The mill

See below.

From: Bo Ray
Sent: Monday
To: Ana
Subject: The mill

It burned.

From: Cy Lind
Sent: Sunday
To: Bo

Did it?
━━
From: ana@post.example
Date: 16 Mar 2022

Ja.

-----Original Message-----
From: Bo Ray
Sent: Monday
To: Ana

Did it burn?
━━
From: ana@post.example
Subject: News

Begin forwarded message:
> From: Bo Ray
> To: Ana
>
> It burned.
Sent from my phone
━━
From: ana@post.example
Content-Type: text/plain; format=flowed; delsp=yes

The mill bur·
ned down·
> quoted·

and is gone.
--·
Ana
━━
From: Ana Ruiz <ana@post.example>
Date: Wed, 16 Mar 2022 10:00:00 +0000
Content-Type: multipart/mixed; boundary="x"

--x
Content-Type: text/plain

First words.
--x
Content-Type: text/plain

More words.
--x
Content-Type: text/plain
Content-Disposition: attachment; filename="plan.txt"

The plan of the weir.
--x
Content-Type: application/octet-stream
Content-Disposition: attachment; filename="weir.dwg"

DWG
--x
Content-Type: message/rfc822

From: Bo Ray <bo@post.example>
Subject: Inner

The inner words.
--x--
━━
From: Ana Ruiz <ana@post.example>
Content-Type: text/html

<h1>The mill</h1><p>It burned.</p>
<div class="gmail_quote"><p>Did it?</p></div>
<p>Sent from my phone</p>
<div class="gmail_signature">Ana</div>
━━
From: Ana Ruiz <ana@post.example>
Subject: Signed

-----BEGIN PGP SIGNED MESSAGE-----
Hash: SHA256

The mill burned.
-----BEGIN PGP SIGNATURE-----
abc
-----END PGP SIGNATURE-----
""".replace("·", " ")
)
"""With `·` for a space at the end of a line."""
MAILBOX = examples("""
From ana@post.example Wed Mar 16 10:00:00 2022
From: Ana Ruiz <ana@post.example>
Subject: The mill
Message-ID: <1@post.example>

The mill burned.
>From the quay it was seen.

From bo@post.example Thu Mar 17 10:00:00 2022
From: Bo Ray <bo@post.example>
Message-ID: <1@post.example>

The weir did not.

From cy@post.example Fri Mar 18 10:00:00 2022
Subject: Empty

""")
SUBTITLES = examples("""
1
00:00:01,000 --> 00:00:02,500
The mill burned

2
00:00:02,500 --> 00:00:04,000
down in March.

3
00:00:06,000 --> 00:00:07,000
- Did it?
- It did.

4
00:00:07,000 --> 00:00:09,000
ANA: Nobody <i>knows</i>

who did it
5
00:00:14,000 --> 00:00:15,000
and why
""")
WEBVTT = examples("""
WEBVTT - The mill
Kind: captions
Language: en

NOTE unseen

00:01.000 --> 00:02.000
<v Ana Ruiz>The mill burned.

00:02.000 --> 00:03.000
<v Ana Ruiz>In March.

00:03.000 --> 00:04.000
Who says so?

00:05.999 --> 00:06.000
Everyone.

00:08.000 --> 00:09.000
All of them.

00:10.999 --> 00:11.000
>> And me.

00:11.000 --> 00:12.000
>> And me.
Really
━━
WEBVTT
00:01.000 --> 00:02.000
the mill

00:02.000 --> 00:03.000
the mill
burned

00:03.000 --> 00:04.000
burned
down
""")
SBV = examples("""
0:00:01.000,0:00:02.000
The mill burned.

0:00:04.000,0:00:05.000
In March
""")


@pytest.mark.slow
def test_messages(snapshot: SnapshotAssertion) -> None:
    """Without what they quote and who signs; with what is attached, and what they forward."""
    assert table(reading("a.eml"), MAIL) == snapshot


def test_mailboxes(snapshot: SnapshotAssertion) -> None:
    """Each message an article of its own."""
    assert table(reading("a.mbox"), MAILBOX) == snapshot


def test_subtitles(snapshot: SnapshotAssertion) -> None:
    """What is said, paragraph by paragraph."""
    assert table(reading("a.srt"), SUBTITLES) == snapshot(name="srt")
    assert table(reading("a.vtt"), WEBVTT) == snapshot(name="vtt")
    assert table(reading("a.sbv"), SBV) == snapshot(name="sbv")
