# Module binascii: every function, with its messages.
import binascii as b


def t(function, *args, **keywords):
    try:
        result = repr(function(*args, **keywords))
    except Exception as error:
        result = f"{type(error).__name__}: {error}"
    print(result if " at 0x" not in result else result[:result.index(" at 0x")])


for n in [n for n in dir(b) if n[0]!='_']: print(n, getattr(getattr(b,n),'__text_signature__',None))
t(b.hexlify);t(b.hexlify,'a');t(b.hexlify,1);t(b.hexlify,b'abc',':');t(b.hexlify,b'abcde','-',2);t(b.hexlify,b'abcde',b'-',-2);t(b.hexlify,b'abcde','--');t(b.hexlify,b'abcde',1);t(b.hexlify,b'abcde','é');t(b.hexlify,b'a',sep='-',bytes_per_sep='a');t(b.hexlify,b'abcd',bytes_per_sep=2);t(b.hexlify,b'abcd','-',0);t(b.hexlify,data=b'a');t(b.hexlify,b'abcd',b'\xff');t(b.hexlify,b'',None);
t(b.unhexlify,'abc');t(b.unhexlify,'ag');t(b.unhexlify,'é');t(b.unhexlify,1);t(b.unhexlify,b'AbcD');t(b.unhexlify,'');t(b.unhexlify,hexstr='ab');t(b.unhexlify)
t(b.b2a_base64,b'abc');t(b.b2a_base64,b'',newline=False);t(b.b2a_base64,b'ab',newline=False);t(b.b2a_base64,b'ab',False);t(b.b2a_base64,'ab');
for s in ['YWJj','YWJ','YW','Y','','=','==','Y=','YW=','YW==','YW==YW==','YWJj=','YW=J','Y W\nJj','!YWJj','YWJj\n','YW==\n','YW=a=','====','YWJjYQ==YQ','YW!==','A','AA=A','=AAA','AAA=A','AAAA=','AAA==','AA==A','AA=','ABCDE','é',1,b'\xff']:
    for st in (False,True): print(s,st,end=' '); t(b.a2b_base64,s,strict_mode=st)
t(b.crc32,b'abc');t(b.crc32,b'abc',5);t(b.crc32,b'abc',-1);t(b.crc32,b'abc',2**40);t(b.crc32,'abc');t(b.crc32);t(b.crc32,b'',2**32+5);t(b.crc32,b'',1.5);t(b.crc32,b'',10**30)
t(b.crc_hqx,b'abc',0);t(b.crc_hqx,b'abc');t(b.crc_hqx,b'abc',2**20+3);t(b.crc_hqx,b'',2**20+3);t(b.crc_hqx,b'a',-1)
t(b.b2a_uu,b'');t(b.b2a_uu,b'abc');t(b.b2a_uu,b'a'*45);t(b.b2a_uu,b'a'*46);t(b.b2a_uu,b'\0\0\0',backtick=True);t(b.b2a_uu,b'\0\0\0',backtick=False);t(b.b2a_uu,b'\0\0\0');t(b.b2a_uu,b'ab')
for s in [b'',b'#86)C\n',b'#86)C',b'#86)',b'#86',b'#',b'$',b'!\x7f',b'#86)C  \n',b'#86)Cx',b'#86)C x', b'`',b' ',b'#    ',b'#````',b'"86)C\n',b'!86)C\n',b'#8\n',b'\x1f', b'Ma'+b'\n',b'#86)C`', b'#\xe9']: print(s,end=' ');t(b.a2b_uu,s)
t(b.b2a_qp,b'a=b\tc \nd\xe9 \r\n.\n');t(b.b2a_qp,b'a b_c\t',header=True);t(b.b2a_qp,b'a b\tc\t\n ',quotetabs=True);t(b.b2a_qp,b'a\r\nb\n',istext=False);t(b.b2a_qp,b'x'*100);t(b.b2a_qp,b'.');t(b.b2a_qp,b'.\n.a\n');t(b.b2a_qp,b'x'*75+b' \n');t(b.b2a_qp,b'x'*76);t(b.b2a_qp,b'x'*75+b'=');t(b.b2a_qp,'a')
for s in [b'a=3Db',b'a=\nb',b'a=\r\nb',b'a=zz',b'=',b'==',b'=4',b'a_b',b'a =  \nb',b'=\r',b'a=3d',b'= \n',b'=A',b'a\r\nb',b'=\rx\ny']:
    print(s,end=' ');t(b.a2b_qp,s);t(b.a2b_qp,s,header=True)
t(b.a2b_qp,'é');t(b.a2b_qp,'a=41');t(b.a2b_qp,1)
print(b.Error.__mro__,b.Incomplete.__mro__,b.Error.__module__)
